import Headroom
import HeadroomTestSupport
import Testing

/// The zone matrix counts endpoints by zone. Here kube-proxy, which is tested against upstream's own cases, chooses
/// endpoint by endpoint on every node, and the choices are added up.
@Suite struct KubeProxyOracleTests {
  @Test func theZoneMatrixIsWhatKubeProxyChooses() {
    var random = SeededGenerator()
    let names = ["a", "b", "c", "d"]
    for _ in 0..<300 {
      let zones = names.prefix(Int.random(in: 1...4, using: &random))
      func numbers(_ range: ClosedRange<Int>) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: zones.map { ($0, Int.random(in: range, using: &random)) })
      }
      let endpoints = numbers(0...9)
      guard endpoints.values.reduce(0, +) > 0 else { continue }
      let ratios = ZoneCPURatios(cpu: numbers(1...9).mapValues { .vcpus($0) })
      let hints = TopologyHints(endpoints: endpoints, ratios: ratios).shares
      let clients = numbers(1...9)
      let whole = Double(clients.values.reduce(0, +))

      var slice: [KubeProxy.Endpoint] = []
      var homes: [String] = []
      for (zone, count) in endpoints.sorted(by: { $0.key < $1.key }) {
        var wanted = hints.filter { $0.zone == zone }.flatMap { Array(repeating: [$0.hint], count: $0.endpoints) }
        if hints.isEmpty { wanted = Array(repeating: [], count: count) }
        #expect(wanted.count == count)
        slice += wanted.map { KubeProxy.Endpoint(node: nil, zoneHints: $0) }
        homes += Array(repeating: zone, count: count)
      }
      var flows: [String: Double] = [:]
      for zone in zones {
        let chosen = KubeProxy(node: "n", zone: zone, version: KubernetesVersion(1, 34)).choose(among: slice).cluster
        for place in chosen {
          flows["\(zone) \(homes[place])", default: 0] += Double(clients[zone]!) / whole / Double(chosen.count)
        }
      }
      let matrix = ZoneMatrix(clients: clients.mapValues(Double.init), endpoints: endpoints, hints: hints)
      let counted = Dictionary(uniqueKeysWithValues: matrix.flows.map { ("\($0.from) \($0.to)", $0.share) })
      for key in Set(flows.keys).union(counted.keys) {
        #expect(abs(flows[key, default: 0] - counted[key, default: 0]) < 1e-9, "\(key) \(endpoints) \(clients)")
      }
    }
  }
}
