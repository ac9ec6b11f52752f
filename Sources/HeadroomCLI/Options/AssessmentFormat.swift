internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// A format in which the assessment of a plan can be printed, or written to a file.
enum AssessmentFormat: String, ExpressibleByArgument, CaseIterable {
  case table, wide, csv, json, html, markdown, junit, sarif, github

  /// The names of the files that the format may consist of; none if it is only for standard output. The names are fixed
  /// and never derived from names in a plan.
  var fileNames: [String] {
    switch self {
    case .table, .wide: ["report.txt"]
    case .csv: Document.assessmentTableNames.map { "\($0).csv" }
    case .json: ["assessment.json"]
    case .html: ["index.html"]
    case .markdown: ["report.md"]
    case .junit: ["junit.xml"]
    case .sarif: ["headroom.sarif"]
    case .github: []
    }
  }

  /// Returns the text of the format.
  ///
  /// - Parameters:
  ///   - document: The assessment.
  ///   - table: The name of the table that is printed as CSV.
  ///   - limit: The verdict from which on a finding is a failure in JUnit.
  ///   - style: The style of text for people.
  func text(of document: Document, table: String, failingAt limit: Verdict, _ style: TextStyle) -> String {
    switch self {
    case .table, .wide: document.text(style)
    case .csv: document.csv(table: table) ?? ""
    case .json: document.json()
    case .html: document.html()
    case .markdown: document.markdown()
    case .junit: document.junit(failingAt: limit)
    case .sarif: document.sarif()
    case .github: document.githubCommands()
    }
  }

  /// Returns the files of the format.
  func files(of document: Document, failingAt limit: Verdict) -> [(name: String, text: String)] {
    if self == .csv { return document.tables.map { ("\($0.id).csv", $0.csv()) } }
    // A file is as wide everywhere, and has no colors.
    let style = TextStyle(isWide: self == .wide)
    return fileNames.map { ($0, text(of: document, table: "subnets", failingAt: limit, style)) }
  }
}
