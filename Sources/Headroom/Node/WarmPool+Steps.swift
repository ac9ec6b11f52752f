extension WarmPool {
  /// The arithmetic, in order.
  public var steps: [DerivationStep] {
    [targetStep, heldStep, takenStep]
  }

  private var targetStep: DerivationStep {
    let (formula, arithmetic) =
      switch settings.warmTarget(on: type) {
      case .interfaces(let warm):
        (
          "a new interface while fewer than WARM_ENI_TARGET × (addresses per interface − 1) are free",
          "\(warm) × (\(type.addressesPerInterface) − 1) = \(warm * type.podSlotsPerInterface) free addresses wanted"
        )
      case .prefixes(let warm):
        (
          "a new prefix while fewer than WARM_PREFIX_TARGET × 16 are free",
          "\(warm) × 16 = \(warm * 16) free addresses wanted"
        )
      case .addresses(let warm, let minimum):
        (
          "more while fewer than WARM_IP_TARGET are free or fewer than MINIMUM_IP_TARGET are held",
          "\(warm) free addresses wanted, \(minimum) held at the least"
            + (addressesPerSlot == 16 ? ", in blocks of 16" : "")
        )
      }
    return DerivationStep("warm target", formula: formula, arithmetic: arithmetic, source: Source.ipamd)
  }

  private var heldStep: DerivationStep {
    let perInterface = slots.map(String.init).joined(separator: " + ")
    let blocks = addressesPerSlot == 16 ? "(\(perInterface)) × 16" : perInterface
    let rest = isStable ? "" : "; comes and goes, at the least \(minimumSubnetAddresses - minimumInterfaces)"
    return DerivationStep(
      "addresses held for pods",
      formula: "growth from an empty node to \(pods) pods, stopping once max pods (\(maxPods)) are held",
      arithmetic: "\(blocks) = \(podAddresses), of which \(unusedAddresses) unused\(rest)", source: Source.ipamd)
  }

  private var takenStep: DerivationStep {
    DerivationStep(
      "addresses taken from subnets", formula: "one primary address for each interface + addresses held for pods",
      arithmetic: "\(interfaces) + \(podAddresses) = \(subnetAddresses)", source: Source.ipamd)
  }

  /// Why the pool has no settled state, or `nil` if it has one.
  public var unrest: String? {
    guard !isStable else { return nil }
    switch settings.warmTarget(on: type) {
    case .interfaces:
      return
        "WARM_ENI_TARGET is 0: with every address in use an interface is attached, and removed a minute later because it is empty"
    case .prefixes:
      return
        "WARM_PREFIX_TARGET is 0: with every address in use a prefix is added, and released half a minute later because it is free"
    case .addresses:
      return "what the targets ask for is released again, and asked for anew"
    }
  }
}
