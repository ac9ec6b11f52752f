import Headroom
import HeadroomTestSupport
import Testing

@testable import HeadroomReport

@Suite struct TextFormatTests {
  /// The cells that terminals use, as `wcwidth` counts them.
  @Test(arguments: [
    ("abc", 3), ("", 0), ("é", 1), ("e\u{301}", 1), ("한국어", 6), ("名前", 4), ("ﾊﾝｶｸ", 4), ("Ａ", 2), ("😀", 2),
    ("⌚", 2), ("☀", 1), ("☀\u{FE0F}", 2), ("👨\u{200D}👩\u{200D}👧", 2), ("–", 1), ("█░", 2), ("…", 1),
  ])
  func widthsAreThoseOfATerminal(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test(arguments: [("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("한국어", 5, "한국…"), ("한국어", 4, "한…")])
  func longTextsAreShortened(text: String, width: Int, short: String) {
    #expect(shortened(text, to: width) == short)
    #expect(displayWidth(shortened(text, to: width)) <= width)
  }

  private static let names = ["한국어-작업", "名前", "plain", "😀", String(repeating: "long", count: 40)]

  private func table() -> Document.Table {
    Document.Table(
      id: "t", title: "T",
      columns: [.init("name"), .init("number"), .init("far", nil, .wide), .init("verdict")],
      rows: Self.names.enumerated().map { place, name in
        [.text(name), .integer(place), .text("far"), .verdict(place == 2 ? .fail : .pass)]
      })
  }

  @Test(arguments: [40, 60, 80, 120])
  func columnsAlignAndFit(width: Int) {
    let lines = table().text(TextStyle(width: width)).split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { displayWidth($0) <= width })
    // The numbers end in one column, whatever the names are, and the row with trouble is the first one.
    #expect(Set(lines.map { displayWidth(String($0.prefix { $0 != "\n" })) }).count == 1)
    #expect(lines[1].hasPrefix("plain"))
  }

  @Test func theWideStyleHasAllColumnsAndRows() {
    let text = table().text(TextStyle(width: 80, isWide: true))
    #expect(text.contains("FAR") && text.contains(Self.names[4]))
    var many = Document.Table(
      id: "t", title: "T", columns: [.init("name"), .init("verdict")],
      rows: (0..<100).map { [.text("row \($0)"), .verdict($0 == 70 ? .warn : .pass)] })
    #expect(many.text().hasSuffix("60 more pass; -o wide shows all.\n"))
    #expect(many.text(TextStyle(isWide: true)).split(separator: "\n").count == 101)
    many.showsTroubleOnly = true
    #expect(many.text() == "NAME    VERDICT\nrow 70  warn\n99 more pass; -o wide shows all.\n")
  }

  @Test func barsAreDrawnWhereTheyCanBeSeen() {
    let table = Document.Table(
      id: "t", title: "T", columns: [.init("name"), .init("utilization_percent", "%")],
      rows: [[.text("a"), .decimal(50)], [.text("b"), .decimal(120)], [.text("c"), .decimal(nil)]])
    #expect(table.text(TextStyle(usesBars: true)).contains("50.0 ████░░░░\n"))
    #expect(table.text(TextStyle(usesBars: true)).contains("120.0 ████████\n"))
    #expect(!table.text().contains("█"))
  }
}
