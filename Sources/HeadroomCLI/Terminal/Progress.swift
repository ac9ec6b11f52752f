internal import Foundation

/// How far long work has come, on a terminal and only when it takes more than a second.
struct Progress {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private var last = -1

  /// Shows percent done.
  mutating func show(_ percent: Int) {
    guard isShown, percent != last, ContinuousClock.now - start > .seconds(1) else { return }
    last = percent
    try? FileHandle.standardError.write(contentsOf: Data("\r\(percent) %".utf8))
  }

  /// Takes the line away again.
  mutating func end() {
    guard last >= 0 else { return }
    last = -1
    try? FileHandle.standardError.write(contentsOf: Data("\r      \r".utf8))
  }
}
