/// What is said of a plan, from good to bad.
public enum Verdict: Int, Hashable, Sendable, CaseIterable {
  /// Nothing to say.
  case pass
  /// A number that the verdict needs is not known.
  case unknown
  /// It works, but something is close or not sure.
  case warn
  /// It will not work as planned.
  case fail
}

extension Verdict: Comparable {
  /// Orders from good to bad.
  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}

extension Verdict: CustomStringConvertible {
  /// `pass`, `unknown`, `warn` or `fail`.
  public var description: String {
    switch self {
    case .pass: "pass"
    case .unknown: "unknown"
    case .warn: "warn"
    case .fail: "fail"
    }
  }
}
