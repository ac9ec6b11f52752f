extension MaxPods {
  /// The steps of the calculation, in order.
  public var steps: [DerivationStep] {
    [interfaceStep, possibleStep, recommendedStep]
  }

  private var interfaceStep: DerivationStep {
    var terms = ["\(interfaces)"]
    if platform == .linux {
      if settings.customNetworking { terms.append("1 (primary, custom networking)") }
      if reservesTrunk {
        let isSure = type.supportsTrunking == true
        terms.append(
          isSure ? "1 (trunk)" : "1 (trunk; it is not known whether the type supports one, the CNI assumes so)")
      }
      if reservedInterfaces > 0 { terms.append("\(reservedInterfaces) (reserved)") }
    }
    let limit =
      interfaces < type.interfaces && platform == .linux ? "MAX_ENI" : "interfaces of the default network card"
    return DerivationStep(
      "interfaces that serve pods",
      formula: platform == .windows ? "1 on Windows" : "\(limit) − those that serve no pods",
      arithmetic: "\(type.name): \(terms.joined(separator: " − ")) = \(podInterfaces)",
      source: Source.catalogue, asOf: type.details.apiLastSeen)
  }

  private var possibleStep: DerivationStep {
    let perSlot = addressesPerSlot == 16 ? " × 16" : ""
    let host = hostNetworkPods > 0 ? " + 2" : ""
    return DerivationStep(
      "max pods",
      formula: "interfaces × (addresses per interface − 1)\(perSlot)\(host)",
      arithmetic: limit == .noIPv6 || limit == .noPrefixesForIPv6
        ? "\(limit.rawValue), so ipamd does not start: \(possible)"
        : "\(podInterfaces) × (\(type.addressesPerInterface) − 1)\(perSlot)\(host) = \(possible)",
      source: platform == .windows ? Source.resourceController : Source.eniMaxPods)
  }

  private var recommendedStep: DerivationStep {
    let size = type.vcpus.map { "\($0) vCPUs" } ?? "vCPUs unknown"
    let result = recommended.map(String.init) ?? "unknown"
    return DerivationStep(
      "recommended max pods",
      formula: "max pods, but at most 110 (up to 30 vCPUs) or 250 (above 30 vCPUs)",
      arithmetic: "\(size): min(\(possible), \(cap.map(String.init) ?? "110 or 250")) = \(result)",
      source: Source.maxPodsCalculator)
  }
}
