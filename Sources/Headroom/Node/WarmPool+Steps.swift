extension WarmPool {
  /// The steps of the calculation, in order.
  public var steps: [DerivationStep] {
    [targetStep, heldStep, takenStep]
  }

  private var targetStep: DerivationStep {
    let (formula, arithmetic) =
      switch settings.warmTarget(on: type) {
      case .interfaces(let warm):
        (
          "attach an interface while fewer than WARM_ENI_TARGET × (addresses per interface − 1) addresses are free",
          "\(warm) × (\(type.addressesPerInterface) − 1) = \(warm * type.podSlotsPerInterface) free addresses wanted"
        )
      case .prefixes(let warm):
        (
          "add a prefix while fewer than WARM_PREFIX_TARGET × 16 addresses are free",
          "\(warm) × 16 = \(warm * 16) free addresses wanted"
        )
      case .addresses(let warm, let minimum):
        (
          "add addresses while fewer than WARM_IP_TARGET are free or fewer than MINIMUM_IP_TARGET are held",
          "\(warm) free addresses wanted, at least \(minimum) held"
            + (addressesPerSlot == 16 ? ", in blocks of 16" : "")
        )
      }
    return DerivationStep("warm target", formula: formula, arithmetic: arithmetic, source: Source.ipamd)
  }

  private var heldStep: DerivationStep {
    let perInterface = slots.map(String.init).joined(separator: " + ")
    let blocks = addressesPerSlot == 16 ? "(\(perInterface)) × 16" : perInterface
    let rest = isStable ? "" : "; no settled state, at times only \(minimumSubnetAddresses - minimumInterfaces)"
    return DerivationStep(
      "addresses held for pods",
      formula: "growth from an empty node to \(pods) pods; it stops once max pods (\(maxPods)) addresses are held",
      arithmetic: "\(blocks) = \(podAddresses), of which \(unusedAddresses) are unused\(rest)", source: Source.ipamd)
  }

  private var takenStep: DerivationStep {
    DerivationStep(
      "addresses taken from subnets", formula: "one primary address per interface + addresses held for pods",
      arithmetic: "\(interfaces) + \(podAddresses) = \(subnetAddresses)", source: Source.ipamd)
  }

  /// The reason why the pool has no settled state; `nil` if it has one.
  package var unrest: String? {
    guard !isStable else { return nil }
    switch settings.warmTarget(on: type) {
    case .interfaces:
      return
        "WARM_ENI_TARGET is 0: when every address is in use, an interface is attached, "
        + "and it is removed a minute later because it is empty"
    case .prefixes:
      return
        "WARM_PREFIX_TARGET is 0: when every address is in use, a prefix is added, "
        + "and it is released half a minute later because it is free"
    case .addresses:
      return "the addresses that the targets ask for are released and then requested again"
    }
  }
}
