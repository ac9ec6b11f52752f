internal import Foundation
internal import HeadroomReport

/// Standard output and error.
enum Terminal {
  /// Writes data to standard output.
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes a message to standard error.
  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// How text is set: colour only on a terminal that wants it, as wide as the terminal.
  static func style(noColor: Bool) -> TextStyle {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let environment = ProcessInfo.processInfo.environment
    let wantsColor = !noColor && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    let columns = environment["COLUMNS"].flatMap(Int.init) ?? (isTerminal ? terminalWidth : nil)
    return TextStyle(usesColor: isTerminal && wantsColor, width: columns ?? 80)
  }

  private static var terminalWidth: Int? {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
