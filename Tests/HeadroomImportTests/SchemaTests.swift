import Foundation
import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// The published schema and the reader say the same.
@Suite struct SchemaTests {
  private func definitions() throws -> [String: [String: Any]] {
    let data = Data(try Repository.bytes(of: "data/schema/plan.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(schema["$defs"] as? [String: [String: Any]])
  }

  @Test(arguments: [
    ("root", PlanKeys.root), ("metadata", PlanKeys.metadata), ("vpc", PlanKeys.vpc), ("subnet", PlanKeys.subnet),
    ("cidrReservation", PlanKeys.cidrReservation), ("cni", PlanKeys.cni), ("nodeGroup", PlanKeys.nodeGroup),
    ("update", PlanKeys.update), ("rootVolume", PlanKeys.rootVolume), ("lattice", PlanKeys.lattice),
    ("candidates", PlanKeys.candidates),
    ("discounts", PlanKeys.discounts), ("workload", PlanKeys.workload), ("reservation", PlanKeys.reservation),
    ("growth", PlanKeys.growth), ("policy", PlanKeys.policy), ("growthStep", PlanKeys.growthStep),
    ("remark", PlanKeys.remark),
    ("service", PlanKeys.service),
    ("clients", PlanKeys.clients), ("volume", PlanKeys.volume), ("measured", PlanKeys.measured),
    ("exposure", PlanKeys.loadBalancer), ("targetGroup", PlanKeys.targetGroup), ("network", PlanKeys.network),
    ("natGateways", PlanKeys.natGateways), ("natVolume", PlanKeys.natVolume), ("endpoint", PlanKeys.endpoint),
    ("transitGateway", PlanKeys.transitGateway), ("interRegion", PlanKeys.interRegion), ("dns", PlanKeys.dns),
    ("dataStore", PlanKeys.dataStore), ("connections", PlanKeys.connections), ("egress", PlanKeys.egress),
    ("externalDNS", PlanKeys.externalDNS), ("networkMeasured", PlanKeys.networkMeasured),
  ])
  func keysAreTheSame(name: String, keys: [String]) throws {
    let object = try #require(try definitions()[name])
    let properties = try #require(object["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(keys))
    #expect(object["additionalProperties"] as? Bool == false)
  }

  @Test func choicesAreTheSame() throws {
    func choices(_ object: String, _ key: String) throws -> [String] {
      let properties = try #require(try definitions()[object]?["properties"] as? [String: [String: Any]])
      let property = try #require(properties[key])
      let items = property["items"] as? [String: Any]
      return try #require((property["enum"] ?? items?["enum"]) as? [String])
    }
    #expect(try choices("root", "ipFamily") == NetworkSettings.IPFamily.allCases.map(\.rawValue))
    #expect(try choices("subnet", "roles") == Subnet.Role.allCases.map(\.rawValue))
    #expect(try choices("cidrReservation", "type") == Subnet.CIDRReservation.Kind.allCases.map(\.rawValue))
    #expect(try choices("cni", "kind") == NetworkSettings.Kind.allCases.map(\.rawValue))
    #expect(try choices("cni", "defaults") == CNIEnvironment.Defaults.allCases.map(\.rawValue))
    #expect(try choices("nodeGroup", "manager") == NodeGroup.Manager.allCases.map(\.rawValue))
    #expect(try choices("nodeGroup", "amiFamily") == NodeGroup.AMIFamily.allCases.map(\.rawValue))
    #expect(try choices("nodeGroup", "capacityType") == CapacityType.allCases.map(\.rawValue))
    #expect(try choices("network", "controlPlaneTier") == NetworkUse.ControlPlaneTier.allCases.map(\.rawValue))
    #expect(try choices("reservation", "kind") == AddressReservation.Kind.allCases.map(\.rawValue))
    #expect(try choices("growth", "model").sorted() == Growth.Model.allCases.map(\.rawValue).sorted())
    #expect(try choices("update", "strategy") == UpdatePolicy.Strategy.allCases.map(\.rawValue))
    #expect(try choices("service", "internalTrafficPolicy") == KubernetesService.TrafficPolicy.allCases.map(\.rawValue))
    #expect(try choices("service", "externalTrafficPolicy") == KubernetesService.TrafficPolicy.allCases.map(\.rawValue))
    #expect(try choices("exposure", "type") == LoadBalancer.Kind.allCases.map(\.rawValue))
    #expect(try choices("exposure", "targetType") == LoadBalancer.Target.allCases.map(\.rawValue))
    #expect(try choices("exposure", "clientRoutingPolicy") == LoadBalancer.ClientRouting.allCases.map(\.rawValue))
    #expect(try choices("exposure", "protocol") == LoadBalancer.ListenerProtocol.allCases.map(\.rawValue))
    #expect(try choices("endpoint", "type") == NetworkUse.Endpoint.Kind.allCases.map(\.rawValue))
    #expect(try choices("dataStore", "kind") == NetworkUse.DataStore.Kind.allCases.map(\.rawValue))
  }

  /// Without any of the keys that the schema requires the reader complains, and names it.
  @Test(arguments: ["apiVersion", "kind", "metadata", "region", "vpc"])
  func requiredKeysAreRequired(key: String) throws {
    #expect((try definitions()["root"]?["required"] as? [String])?.contains(key) == true)
    let lines = smallPlan.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("\(key):") })
    let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix(" ") } ?? lines.endIndex
    let rest = (lines[..<start] + lines[end...]).joined(separator: "\n")
    #expect(errors(in: rest).contains("is missing"))
  }

  @Test func requiredColumnsOfTypesAreThoseOfTheTable() throws {
    #expect(try definitions()["instanceType"]?["required"] as? [String] == InstanceTypeColumn.required.map(\.key))
  }
}
