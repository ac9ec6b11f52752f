/// The Services behind one load balancer: those of an exposure, or of all exposures that share it.
struct BalancerMembers {
  let kind: LoadBalancer.Kind
  /// The name of a shared load balancer; `nil` if only one exposure uses it.
  let name: String?
  let members: [(service: String, traffic: LoadBalancerTraffic)]

  /// Returns the load balancers of a plan.
  static func all(of services: [ServiceTraffic]) -> [BalancerMembers] {
    var shared: [String: [(service: String, traffic: LoadBalancerTraffic)]] = [:]
    var alone: [BalancerMembers] = []
    for item in services {
      for balancer in item.loadBalancers {
        let member = (item.service.name, balancer)
        if let name = balancer.loadBalancer.sharedName {
          shared[name, default: []].append(member)
        } else {
          alone.append(BalancerMembers(kind: balancer.loadBalancer.kind, name: nil, members: [member]))
        }
      }
    }
    let together = shared.sorted { $0.key < $1.key }.map {
      BalancerMembers(kind: $0.value[0].traffic.loadBalancer.kind, name: $0.key, members: $0.value)
    }
    return alone + together
  }

  /// The name in messages: "the ALB" or "the ALB public".
  var title: String { "the \(kind.name)\(name.map { " \($0)" } ?? "")" }

  /// The part of the plan that a finding is about, and the others.
  var parts: (subject: PlanPart, others: [PlanPart]) {
    let names = members.map(\.service)
    return (PlanPart(.service, names[0]), names.dropFirst().map { PlanPart(.service, $0) })
  }
}

extension BalancerMembers {
  /// Returns the lines for the hours and capacity units of a load balancer that several exposures share.
  func capacityLines(_ tariff: Tariff) -> [BillLine] {
    guard let name else { return [] }
    let volumes = members.map(\.traffic.carriedVolume)
    let volume = volumes.contains { $0 == nil } ? nil : volumes.compactMap(\.self).reduce(.zero, +)
    let known = members.compactMap(\.traffic.connections)
    let connections =
      known.count == members.count
      ? KubernetesService.Connections(
        perSecond: known.reduce(0) { $0 + $1.perSecond }, active: known.reduce(0) { $0 + $1.active }) : nil
    return LoadBalancerTraffic.capacityLines(
      members[0].traffic.loadBalancer, name, volume: volume, connections: connections, tariff: tariff)
  }
}
