/// Why a fleet cannot be simulated, or an event cannot happen.
public struct ClusterSimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  public let message: String
  /// The line of the event.
  public var line: Int?

  /// Says why.
  public init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }

  /// The line and the sentence.
  public var description: String { line.map { "line \($0): \(message)" } ?? message }
}
