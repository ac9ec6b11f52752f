/// A question that is asked of every plan.
public struct Check: Identifiable, Sendable {
  /// The code, kept for good: `HR-SUB-001`.
  public let id: String
  /// The question's subject.
  public let title: String
  /// When there is a finding.
  public let rule: String
  /// The verdicts that a finding of it can have.
  public let verdicts: Set<Verdict>
  /// What to do about it.
  public let fix: String
  /// What there is to say about a plan.
  private let answers: @Sendable (PlanAnalysis) -> [Answer]

  /// An answer before it has its check's code.
  struct Answer {
    let verdict: Verdict
    let subject: PlanPart
    let message: String

    init(_ verdict: Verdict, _ subject: PlanPart, _ message: String) {
      self.verdict = verdict
      self.subject = subject
      self.message = message
    }
  }

  init(
    _ id: String, _ title: String, rule: String, verdicts: Set<Verdict>, fix: String,
    answers: @escaping @Sendable (PlanAnalysis) -> [Answer]
  ) {
    self.id = id
    self.title = title
    self.rule = rule
    self.verdicts = verdicts
    self.fix = fix
    self.answers = answers
  }

  /// Asks a plan.
  public func findings(in analysis: PlanAnalysis) -> [Finding] {
    answers(analysis).map { Finding(code: id, verdict: $0.verdict, subject: $0.subject, message: $0.message) }
  }
}

extension Check {
  /// All checks, in the order in which reports show their findings.
  public static let all: [Check] = [
    .subnetAddresses, .subnetUtilization, .subnetBlockUnknown, .prefixBlocks, .prefixReservation,
    .controlPlaneSubnets, .controlPlaneZones, .serviceBlockOverlap, .dockerBlock, .secondaryBlocks, .subnetTags,
    .cniValueReplaced, .cniVariableMisspelt, .restlessPool, .starvingMinimum, .ipv6Settings, .missingENIConfig,
    .prefixFallback, .prefixUnknown, .multiNICPods,
    .pendingPods, .pendingPodsAtPeak, .podsWithoutAddress, .podDensityTooHigh, .podDensityTooLow,
    .declaredMaxPodsIgnored, .mixedGroup,
    .podDensityUnknown, .unboundedGroup, .unknownNodeSize,
    .zoneLoss, .groupUpdate, .rolloutSurge, .nodesReplaced, .controlPlaneUpgrade, .loadBalancerGrowth,
    .growthExhaustion,
    .hintsRefused, .hintsLostWhileScaling, .zoneWithoutHint, .busyPods, .droppedTraffic, .idlePods,
    .wishWithoutEffect, .unknownTrafficPrice, .unknownVolume, .unknownHints,
    .loadBalancerTargets, .targetGroupWeights, .loadBalancersOfRegion, .zoneWithoutTarget,
    .resolverPackets, .hostedZoneRecords, .nodeSNATPorts, .natGatewayPorts,
    .notEvaluated,
  ]
}
