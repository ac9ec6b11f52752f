internal import Headroom

/// What holds a network interface.
///
/// The descriptions and types are those of 171 interfaces in recorded answers of AWS.
enum InterfaceHolder: Hashable {
  /// A node of the cluster, or a pod with security groups on it: the plan describes it.
  case node
  /// An interface of the VPC CNI that no node has any more.
  case leaked
  /// The control plane of a cluster.
  case controlPlane(cluster: String)
  /// Something that a plan has a kind of reservation for, with its ID and its name.
  case reservation(AddressReservation.Kind, id: String, name: String)
  /// A node of EKS Auto Mode that is not described.
  case autoModeNode
  /// An instance that is no node of the cluster.
  case instance(String)
  /// A service of AWS, or anything else.
  case other(String)

  /// Tells who holds an interface: the first rule that applies.
  ///
  /// - Parameters:
  ///   - item: The interface.
  ///   - nodes: The instances that are nodes of the cluster.
  ///   - trunks: The instance of each trunk interface.
  init(of item: InterfaceFacts, nodes: Set<String>, trunks: [String: String]) {
    if let instance = item.instance, nodes.contains(instance) {
      self = .node
    } else if item.type == "branch" || item.description == "aws-k8s-branch-eni" {
      let instance = item.trunk.flatMap { trunks[$0] }
      self = instance.map { nodes.contains($0) ? .node : .instance($0) } ?? .other("pod with security groups")
    } else if item.isOfCNI, item.instance == nil, !item.isAttached {
      self = .leaked
    } else if item.isRequesterManaged, let cluster = Self.rest(of: item.description, after: "Amazon EKS ") {
      self = .controlPlane(cluster: cluster)
    } else if let found = Self.reservation(item) {
      self = found
    } else if item.isOfAutoMode {
      self = .autoModeNode
    } else if let instance = item.instance {
      self = .instance(instance)
    } else {
      self = .other(item.description.isEmpty ? item.type : item.description)
    }
  }

  private static func reservation(_ item: InterfaceFacts) -> InterfaceHolder? {
    let text = item.description
    if let id = rest(of: text, after: "Interface for NAT Gateway ") {
      return .reservation(.natGateway, id: id, name: id)
    }
    if let id = rest(of: text, after: "VPC Endpoint Interface ") {
      return .reservation(.interfaceEndpoint, id: id, name: id)
    }
    if let path = rest(of: text, after: "ELB ") {
      let steps = path.split(separator: "/").map(String.init)
      guard steps.count == 3 else { return .reservation(.applicationLoadBalancer, id: path, name: path) }
      let kind: AddressReservation.Kind = steps[0] == "app" ? .applicationLoadBalancer : .networkLoadBalancer
      return .reservation(kind, id: path, name: steps[1])
    }
    switch item.type {
    case "nat_gateway", "natGateway": return .reservation(.natGateway, id: item.id, name: item.id)
    case "vpc_endpoint", "gateway_load_balancer_endpoint":
      return .reservation(.interfaceEndpoint, id: item.id, name: item.id)
    case "network_load_balancer": return .reservation(.networkLoadBalancer, id: item.id, name: item.id)
    default: return nil
    }
  }

  private static func rest(of text: String, after start: String) -> String? {
    guard text.hasPrefix(start), text.count > start.count else { return nil }
    return String(text.dropFirst(start.count))
  }
}

extension InterfaceHolder {
  /// Who holds the interface, in words for people.
  var label: String {
    switch self {
    case .node: "nodes"
    case .leaked: "leaked interfaces"
    case .controlPlane(let cluster): "control plane of \(cluster)"
    case .reservation(_, _, let name): name
    case .autoModeNode: "nodes of EKS Auto Mode"
    case .instance: "other instances"
    case .other(let text): text
    }
  }
}

extension InterfaceFacts {
  /// Whether the VPC CNI created the interface. A description alone proves little, because templates copy it.
  var isOfCNI: Bool { taggedInstance != nil || taggedCluster != nil }
}
