internal import ArgumentParser
internal import HeadroomImport

/// What `headroom convert` prints: a plan, or a file of another tool.
struct ConvertTarget: ExpressibleByArgument {
  /// The name on the command line.
  let name: String
  /// The file of another tool; `nil` for a plan.
  let output: ToolOutput?

  /// A plan.
  static let plan = ConvertTarget(name: "plan", output: nil)

  /// All that can be printed.
  private static let all = [plan] + ToolOutput.all.map { ConvertTarget(name: $0.name, output: $0) }

  /// The names of the files of other tools and what they are, one a line.
  static var listing: String {
    let width = ToolOutput.all.map(\.name.count).max() ?? 0
    return ToolOutput.all.map { output in
      "  \(output.name)\(String(repeating: " ", count: width - output.name.count))  \(output.summary)"
    }.joined(separator: "\n")
  }

  private init(name: String, output: ToolOutput?) { (self.name, self.output) = (name, output) }

  init?(argument: String) {
    guard let found = Self.all.first(where: { $0.name == argument }) else { return nil }
    self = found
  }

  var defaultValueDescription: String { name }

  static var allValueStrings: [String] { all.map(\.name) }
}
