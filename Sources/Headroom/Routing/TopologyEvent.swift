/// The event about topology hints that the EndpointSlice controller records on a Service.
///
/// Source: `topologycache/event.go` in kubernetes/endpointslice (daa4d010), from which reasons and messages are taken.
public struct TopologyEvent: Hashable, Sendable {
  /// The outcome that the event reports.
  package enum Code: String, Hashable, Sendable {
    /// The endpoints have hints.
    case enabled = "TopologyAwareHintsEnabled"
    /// The shares of the CPU are not known, because a node has no zone or no CPU or because all nodes are in one zone.
    case insufficientNodeInfo = "InsufficientNodeInfo"
    /// There are fewer endpoints than zones.
    case insufficientNumberOfEndpoints = "InsufficientNumberOfEndpoints"
    /// The minimum numbers of endpoints of all zones add up to more endpoints than there are.
    case minAllocationExceedsOverloadThreshold = "MinAllocationExceedsOverloadThreshold"
    /// An endpoint has no zone.
    case noZoneSpecified = "NoZoneSpecified"
  }

  /// The outcome that the event reports.
  package let code: Code
  /// The reason of the Kubernetes event.
  public let reason: String
  /// The message of the Kubernetes event, exactly as the controller writes it.
  public let message: String

  /// Whether the endpoints have hints.
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
