internal import ArgumentParser

extension ExitCode {
  /// A finding at or above `--fail-on`.
  static let findings = ExitCode(1)
  /// The input could not be evaluated.
  static let invalidInput = ExitCode(2)
}
