internal import ArgumentParser
internal import Foundation
internal import HeadroomReport

/// Functions that write to standard output and standard error.
enum Terminal {
  /// Writes text to standard output. If that fails, for example because a pipe is closed, the exit status is 2.
  static func write(_ text: String) throws {
    do {
      // In pieces, so that a long answer is not copied as a whole.
      var rest = text.utf8[...]
      while !rest.isEmpty {
        try FileHandle.standardOutput.write(contentsOf: Data(rest.prefix(pieceSize)))
        rest = rest.dropFirst(pieceSize)
      }
    } catch {
      complain("Error: standard output cannot be written to")
      throw ExitCode.invalidInput
    }
  }

  /// The number of bytes that are written to standard output at once.
  private static let pieceSize = 1 << 20

  /// The number of characters of a line of a message that are printed.
  private static let longestLine = 1000

  /// Writes a message to standard error, without control characters and commands that the input may contain.
  static func complain(_ text: String) {
    // No message of ours is that long, so what makes it long is text of the input.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.utf8.count > longestLine ? line.prefix(longestLine) + "…" : line
    }
    let harmless = withoutCommands(printable(lines.joined(separator: "\n"), breaksLines: true))
    try? FileHandle.standardError.write(contentsOf: Data((harmless + "\n").utf8))
  }

  /// Returns the style of text output: as wide as the terminal, with colors and bars only on a terminal that shows them.
  static func style(noColor: Bool, isWide: Bool = false) -> TextStyle {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let environment = ProcessInfo.processInfo.environment
    let wantsColor = !noColor && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    let columns = environment["COLUMNS"].flatMap(Int.init) ?? (isTerminal ? terminalWidth : nil)
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let showsBars =
      isTerminal && environment["TERM"] != "dumb" && locale.uppercased().replacing("-", with: "").hasSuffix("UTF8")
    return TextStyle(
      usesColor: isTerminal && wantsColor, width: columns ?? 80, isWide: isWide, usesBars: showsBars)
  }

  private static var terminalWidth: Int? {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
