extension Check {
  /// All built-in checks, in the order in which reports list their findings.
  public static let all: [Check] =
    [
      .subnetAddresses, .subnetUtilization, .subnetBlockUnknown, .prefixBlocks, .prefixReservation, .podBurst,
      .zoneOfNodes,
      .fullNodes, .subnetOfIncompleteGroup, .uncertainUse, .subnetUseUnknown, .subnetZoneUnknown,
      .controlPlaneSubnets, .controlPlaneZones, .serviceBlockOverlap, .dockerBlock, .secondaryBlocks, .subnetTags,
      .cniValueReplaced, .cniVariableMisspelt, .restlessPool, .starvingMinimum, .ipv6Settings, .missingENIConfig,
      .prefixFallback, .prefixUnknown, .multiNICPods, .autoModePools,
      .pendingPods, .pendingPodsAtPeak, .firstComeFirstServed, .podsWithoutAddress, .podDensityTooHigh,
      .podDensityTooLow,
      .declaredMaxPodsIgnored, .nodesUnlikeNewOnes, .maxPodsExpression, .mixedGroup,
      .podDensityUnknown, .incompleteGroup, .unknownMaxSize, .unboundedGroup, .unknownNodeSize, .retiredAMIFamily,
      .typeNotOffered, .typeNotOnSale,
      .zoneLoss, .groupUpdate, .rolloutSurge, .nodesReplaced, .controlPlaneUpgrade, .loadBalancerGrowth,
      .growthExhaustion,
      .hintsRefused, .hintsLostWhileScaling, .zoneWithoutHint, .busyPods, .droppedTraffic, .idlePods,
      .wishWithoutEffect, .deprecatedRouting, .freeLocality, .unknownTrafficPrice, .unknownVolume, .unknownHints,
      .loadBalancerTargets, .targetGroupWeights, .loadBalancersOfRegion, .zoneWithoutTarget,
      .resolverPackets, .hostedZoneRecords, .nodeSNATPorts, .natGatewayPorts,
      .unknownGroupPrice, .extendedSupport,
      .versionNotInTable, .tinyMemory, .notEvaluated,
    ] + remarks
}
