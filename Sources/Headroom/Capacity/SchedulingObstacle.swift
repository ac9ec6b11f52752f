/// What a node has too little of for another pod, in the scheduler's words.
enum SchedulingObstacle: String, CaseIterable {
  case cpu = "Insufficient cpu"
  case memory = "Insufficient memory"
  case addresses = "Insufficient vpc.amazonaws.com/PrivateIPv4Address"
  case branches = "Insufficient vpc.amazonaws.com/pod-eni"
  case slots = "Too many pods"

  /// Whether the network mode decides how much of it a node has.
  private var dependsOnNetwork: Bool {
    switch self {
    case .cpu, .memory: false
    case .addresses, .branches, .slots: true
    }
  }

  /// Returns whether a message of the scheduler names an obstacle that depends on the network mode.
  static func isNetwork(_ message: String) -> Bool {
    allCases.contains { $0.dependsOnNetwork && message.contains($0.rawValue) }
  }
}
