internal import ArgumentParser

extension ExitCode {
  /// The status if there is a finding at or above `--fail-on`.
  static let findings = ExitCode(1)
  /// The status if the input could not be evaluated.
  static let invalidInput = ExitCode(2)
}
