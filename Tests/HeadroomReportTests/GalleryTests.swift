import HeadroomTestSupport
import Testing

@testable import HeadroomReport

/// The page that leads to the sample reports. Its sentences are those of the reports.
@Suite struct GalleryTests {
  private static let samples = [
    ("payments", "A mid-size cluster with custom networking that is running out of addresses, and a simulated day."),
    (
      "marketplace", "A large cluster with prefixes, several pod subnets, about 40 workloads and traffic between zones."
    ),
    ("kans-lab", "The lab of the study KANS: three nodes with the defaults of the VPC CNI, and a simulated day."),
    ("kans-lab-prefix", "The same lab with prefix delegation."),
    ("kans-lab-services", "The Services of the lab: topology hints, load balancers, and the bill."),
    ("fragmented", "Addresses in use that make /28 blocks useless for prefixes."),
  ]

  @Test func theIndexLeadsToAllReports() throws {
    let cards = try Self.samples.map { name, about -> HTMLNode in
      let page = try #require(HTMLPage(try Repository.text(of: "reports/\(name)/index.html")))
      let sentence = try #require(page.texts("//p[@data-part='sentence']").first)
      let verdict = try #require(page.texts("//p[@data-part='sentence']/span").first)
      let rest = sentence.split(whereSeparator: \.isWhitespace).dropFirst().joined(separator: " ")
      let attributes: [(StaticString, String)] = [("href", "\(name)/index.html")]
      return element(
        "article", [("class", "card \(verdict)")], element("h2", [], element("a", attributes, .text(name))),
        element("p", [], .text(about)),
        element("p", [], element("span", [("class", "badge \(verdict)")], .text(verdict)), .text(" " + rest)))
    }
    let head = element(
      "head", [], element("meta", [("charset", "utf-8")]),
      element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
      element("title", [], .text("Sample reports – Headroom")), element("style", [], .text(stylesheet)))
    let intro = """
      Reports of planned EKS clusters, made from the plans in data/examples. Each is one file without scripts that loads \
      nothing.
      """
    let header = element("header", [], element("h1", [], .text("Sample reports")), element("p", [], .text(intro)))
    let body = element("body", [], header, .element("main", [], cards))
    let text = HTMLDocument(root: element("html", [("lang", "en")], head, body)).serialized()
    if HeadroomTestSupport.isRecording { return try expectGolden(text, "index.html") }
    let (page, golden) = (
      try #require(HTMLPage(text)), try #require(HTMLPage(try Repository.text(of: "reports/index.html")))
    )
    for path in ["//h2", "//p", "//@href", "//@class"] { #expect(page.texts(path) == golden.texts(path), "\(path)") }
    #expect(page.count("//article") == AssessmentDocumentTests.samples.count)
  }
}
