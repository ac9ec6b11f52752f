public import Headroom

extension NetworkComparison {
  /// A row a way.
  public var table: Table {
    Table(
      id: "variants", title: "Ways of giving pods addresses",
      columns: [
        .init("variant", "pods by"), .init("summary", isBrief: false), .init("max_pods", "max pods"),
        .init("running", "run"), .init("pending"), .init("waiting_for_address", "waiting"),
        .init("tightest_subnet", "tightest"),
        .init("free_addresses", "free"), .init("verdict"),
      ],
      rows: variants.map { item in
        [
          .text(item.name), .text(item.summary), .integer(item.maxPods), .integer(item.running),
          .integer(item.pending), .integer(item.waiting), .text(item.tightest?.subnet.name),
          .integer(item.tightest?.freeAddresses), .verdict(item.assessment.verdict),
        ]
      })
  }

  /// A row a way and subnet.
  public var subnetTable: Table {
    Table(
      id: "subnets", title: "Subnets",
      columns: [
        .init("variant", "pods by"), .init("subnet"), .init("cidr"), .init("demand", "now"),
        .init("peak_demand", "peak"), .init("free_addresses", "free"), .init("free_prefix_blocks", "free /28"),
        .init("free_prefix_blocks_at_worst", "at worst"), .init("verdict"),
      ],
      rows: variants.flatMap { item -> [[Cell]] in
        let verdicts = item.assessment.verdicts
        return item.assessment.analysis.subnets.map { load in
          [
            .text(item.name), .text(load.subnet.name), .text(load.subnet.block?.description), .integer(load.demand),
            .integer(load.peakDemand), .integer(load.freeAddresses), .integer(load.freePrefixBlocks),
            .integer(load.freePrefixBlocksAtWorst), .verdict(verdicts[PlanPart(.subnet, load.subnet.name)] ?? .pass),
          ]
        }
      })
  }
}

extension CustomNetworkingProposal {
  /// What to add to a plan file, and what to apply to the cluster once the subnets are there.
  public var text: String {
    let known = plan.vpcBlocks.isEmpty ? secondaryBlocks : plan.vpcBlocks
    let note = plan.vpcBlocks.isEmpty ? "   # beside those that the VPC has" : ""
    var text = "vpc:\n  cidrs: [\(known.map { "\($0)" }.joined(separator: ", "))]\(note)\n"
    text += "  subnets:   # beside those there are\n"
    for item in podSubnets {
      let block = item.block.map { ", cidr: \($0)" } ?? ""
      text += "    - {name: \(item.subnet.name), zone: \(item.subnet.zone)\(block), roles: [pods]}\n"
    }
    text +=
      "cni:\n  env: {AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: \"true\", ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone}\n"
    text += "  eniConfigs: {\(podSubnets.map { "\($0.subnet.zone): \($0.subnet.name)" }.joined(separator: ", "))}\n"
    for item in podSubnets {
      text += """
        ---
        apiVersion: crd.k8s.amazonaws.com/v1alpha1
        kind: ENIConfig
        metadata: {name: \(item.subnet.zone)}
        spec: {subnet: ID-OF-\(item.subnet.name)}

        """
    }
    return text
  }
}
