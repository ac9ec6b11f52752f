internal import Foundation

/// The progress of a long computation, shown on a terminal if it takes more than a second.
struct Progress {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private var last = -1

  /// Shows the percentage that is done.
  mutating func show(_ percent: Int) {
    guard isShown, percent != last, ContinuousClock.now - start > .seconds(1) else { return }
    last = percent
    try? FileHandle.standardError.write(contentsOf: Data("\r\(percent)%".utf8))
  }

  /// Removes the progress line.
  mutating func end() {
    guard last >= 0 else { return }
    last = -1
    try? FileHandle.standardError.write(contentsOf: Data("\r      \r".utf8))
  }
}
