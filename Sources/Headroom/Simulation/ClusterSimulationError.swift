/// A reason why a cluster cannot be simulated or an event cannot happen.
public struct ClusterSimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence that says what is wrong and what is expected.
  public let message: String
  /// The line of the event in its file.
  public var line: Int?

  /// Creates an error.
  package init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }

  /// The line, if it is known, and the message.
  public var description: String { line.map { "line \($0): \(message)" } ?? message }
}
