internal import Headroom

/// Reads EndpointSlices.
extension KubernetesKind {
  static let endpointSlice = KubernetesKind(
    "EndpointSlice", groups: ["discovery.k8s.io"],
    """
    metadata{name namespace uid labels{kubernetes.io/service-name}} addressType
    endpoints{zone topology{topology.kubernetes.io/zone} conditions{ready} hints{forZones{name} forNodes{name}}}
    """
  ) { object, reader in
    // A slice of IPv6 addresses lists the same pods once more.
    guard object.node["addressType"]?.text ?? "IPv4" == "IPv4",
      let service = object.metadata("labels")["kubernetes.io/service-name"]
    else { return }
    let key = WorkloadKey(namespace: object.namespace, kind: "Service", name: service)
    var slice = reader.facts.kubernetes.slices[key] ?? SliceFacts(place: object.place)
    for endpoint in reader.items(object.node["endpoints"]) {
      // The controller takes an endpoint that does not say whether it is ready for one that is not.
      guard endpoint["conditions"]?["ready"]?.text == "true" else { continue }
      let zone = endpoint["zone"]?.text ?? endpoint["topology"]?["topology.kubernetes.io/zone"]?.text ?? ""
      slice.endpoints[zone, default: 0] += 1
      let zones = reader.items(endpoint["hints"]?["forZones"]).compactMap { $0["name"]?.text }
      if !zones.isEmpty { slice.hinted += 1 }
      for zone in zones { slice.hints[zone, default: 0] += 1 }
      if !reader.items(endpoint["hints"]?["forNodes"]).isEmpty { slice.hintedToNode += 1 }
    }
    slice.place = min(slice.place, object.place)
    reader.facts.kubernetes.slices[key] = slice
  }
}
