/// The event that the EndpointSlice controller records on a Service about its hints.
///
/// Source: `topologycache/event.go` in kubernetes/endpointslice (daa4d010); reasons and messages are its own.
public struct TopologyEvent: Hashable, Sendable {
  /// What happened.
  public enum Code: String, Hashable, Sendable {
    /// There are hints.
    case enabled = "TopologyAwareHintsEnabled"
    /// The shares of CPU are not known: a node without zone or CPU, or a cluster in one zone.
    case insufficientNodeInfo = "InsufficientNodeInfo"
    /// There are fewer endpoints than zones.
    case insufficientNumberOfEndpoints = "InsufficientNumberOfEndpoints"
    /// Some zone would get less than its endpoints can carry.
    case minAllocationExceedsOverloadThreshold = "MinAllocationExceedsOverloadThreshold"
    /// An endpoint has no zone.
    case noZoneSpecified = "NoZoneSpecified"
  }

  /// What happened.
  public let code: Code
  /// The event's reason.
  public let reason: String
  /// The event's message, to the letter.
  public let message: String

  /// Whether there are hints.
  public var isEnabled: Bool { code == .enabled }

  init(_ code: Code, endpoints: Int, zones: Int, _ addressType: TopologyHints.AddressType) {
    self.code = code
    reason = code == .enabled ? "TopologyAwareHintsEnabled" : "TopologyAwareHintsDisabled"
    let text =
      switch code {
      case .enabled: "Topology Aware Hints has been enabled"
      case .insufficientNodeInfo:
        "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes"
      case .insufficientNumberOfEndpoints: "Insufficient number of endpoints (\(endpoints) endpoints, \(zones) zones)"
      case .minAllocationExceedsOverloadThreshold:
        "Unable to allocate minimum required endpoints to each zone without exceeding overload threshold (\(endpoints) endpoints, \(zones) zones)"
      case .noZoneSpecified: "One or more endpoints do not have a zone specified"
      }
    message = "\(text), addressType: \(addressType.rawValue)"
  }
}
