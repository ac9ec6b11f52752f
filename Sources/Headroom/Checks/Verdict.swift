/// The result of checking a plan or a part of it, from good to bad.
public enum Verdict: Int, Hashable, Sendable, CaseIterable {
  /// There are no findings.
  case pass
  /// Something is worth knowing. A note never changes the verdict of a plan or of a part of it.
  case note
  /// A number that the verdict needs is not known.
  case unknown
  /// The plan works, but a limit is close or something is not certain.
  case warn
  /// The plan will not work as described.
  case fail
}

extension Verdict: Comparable {
  /// Returns whether the first verdict is better than the second.
  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}

extension Verdict: CustomStringConvertible {
  /// The verdict as text: `pass`, `note`, `unknown`, `warn` or `fail`.
  public var description: String {
    switch self {
    case .pass: "pass"
    case .note: "note"
    case .unknown: "unknown"
    case .warn: "warn"
    case .fail: "fail"
    }
  }
}
