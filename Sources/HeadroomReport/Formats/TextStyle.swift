public import Headroom

/// How text on a terminal looks.
public struct TextStyle: Sendable {
  /// Whether verdicts have colors.
  public let usesColor: Bool
  /// The columns of the terminal.
  public let width: Int

  /// Creates a style; a terminal is at least 40 columns wide.
  public init(usesColor: Bool = false, width: Int = 80) {
    self.usesColor = usesColor
    self.width = max(40, width)
  }

  /// A verdict in the color of a traffic light, if there are colors.
  func colored(_ text: String, _ verdict: Verdict) -> String {
    guard usesColor else { return text }
    let code =
      switch verdict {
      case .pass: 32
      case .unknown: 36
      case .warn: 33
      case .fail: 31
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
