internal import ArgumentParser
internal import Foundation
internal import HeadroomReport

/// Standard output and error.
enum Terminal {
  /// Writes data to standard output; if nobody takes it, that is said and the exit status is 2.
  static func write(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      complain("Error: standard output cannot be written to")
      throw ExitCode.invalidInput
    }
  }

  /// Writes a message to standard error; words from the input cannot steer the terminal.
  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((printable(text, breaksLines: true) + "\n").utf8))
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
