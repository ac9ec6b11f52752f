internal import Headroom

/// The style of text on a terminal.
public struct TextStyle: Sendable {
  /// Whether verdicts are colored.
  public let usesColor: Bool
  /// The width of the terminal in columns.
  public let width: Int
  /// Whether tables have all columns and rows, however wide they are, and groups all their findings.
  public let isWide: Bool
  /// Whether tables have small bars, which need a font with block elements.
  public let usesBars: Bool

  /// Creates a style. A width below 40 is raised to 40.
  public init(usesColor: Bool = false, width: Int = 80, isWide: Bool = false, usesBars: Bool = false) {
    self.usesColor = usesColor
    self.width = max(40, width)
    self.isWide = isWide
    self.usesBars = usesBars
  }

  /// Returns a text in the color of a verdict, or unchanged if colors are off.
  func colored(_ text: String, _ verdict: Verdict) -> String {
    guard usesColor else { return text }
    let code =
      switch verdict {
      case .pass: 32
      case .note: 34
      case .unknown: 36
      case .warn: 33
      case .fail: 31
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
