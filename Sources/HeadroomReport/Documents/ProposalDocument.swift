public import Headroom

extension Document {
  /// Returns the answer of `headroom propose`: the smallest CIDR with which each subnet passes.
  ///
  /// - Parameters:
  ///   - outcome: The proposals, and the findings that larger subnets do not resolve.
  ///   - plan: The plan that they are for.
  package static func proposals(_ outcome: SubnetProposal.Outcome, for plan: ClusterPlan) -> Document {
    var document = Document(kind: "SubnetProposal", .proposals(outcome.proposals))
    document.notes = outcome.unmended.map { finding in
      "Larger subnets do not resolve \(finding.code) (\(finding.subject)): \(finding.message)."
    }
    if let note = plan.noteOnIncompleteGroups { document.notes.append(note) }
    let tooLarge = outcome.proposals.filter { $0.prefixLength == nil }.map(\.subnet.name)
    if !tooLarge.isEmpty {
      document.notes.append(
        "Not even a /16, the largest subnet, is large enough for \(tooLarge.joined(separator: ", ")). Use more subnets."
      )
    }
    let homeless = outcome.proposals.filter { $0.block == nil && $0.prefixLength != nil }.map(\.subnet.name)
    if !homeless.isEmpty {
      let reason = plan.vpcBlocks.isEmpty ? "The plan does not set vpc.cidrs" : "The VPC has no room left"
      document.notes.append(
        """
        \(reason), so no CIDR can be proposed for \(homeless.joined(separator: ", ")). Pods can move to a secondary \
        CIDR from 100.64.0.0/10; use --pod-subnets.
        """
      )
    }
    if outcome.proposals.contains(where: { !$0.isKept }), let text = ProposalText(outcome.proposals).all {
      document.notes.append(text)
    }
    return document
  }

  /// Returns the answer of `headroom propose --pod-subnets`: separate subnets for the pods.
  ///
  /// ``notes`` contains the additions to the plan and the ENIConfigs to apply to the cluster.
  public static func podSubnets(_ proposal: CustomNetworkingProposal) -> Document {
    var document = Document(kind: "SubnetProposal", .proposals(proposal.nodeSubnets + proposal.podSubnets))
    document.notes = [
      "Add this to the plan, and apply the ENIConfigs after you insert the IDs of the subnets:\n\n" + proposal.text
    ]
    return document
  }
}

extension Document.Table {
  /// Returns the proposals, with a row for each subnet.
  fileprivate static func proposals(_ proposals: [SubnetProposal]) -> Document.Table {
    Document.Table(
      id: "proposal", title: "Subnets",
      columns: [
        .init("name"), .init("zone", nil, .wide), .init("cidr", "current"), .init("addresses", "peak IPs"),
        .init("prefix_blocks", "peak /28"), .init("prefix_length", "smallest"), .init("proposed_cidr", "proposed"),
        .init("kept"), .init("driven_by", "driven by", .wide),
      ],
      rows: proposals.map { item in
        [
          .text(item.subnet.name), .text(item.subnet.zone), .text(item.subnet.block?.description),
          .integer(item.addresses), .integer(item.prefixBlocks), .text(item.prefixLength.map { "/\($0)" }),
          .text(item.block?.description), .flag(item.isKept),
          .text(item.drivenBy),
        ]
      })
  }
}

extension CustomNetworkingProposal {
  /// The additions to the plan file, followed by the ENIConfigs to apply to the cluster once the subnets exist.
  fileprivate var text: String {
    func name(_ item: SubnetProposal) -> String { ProposalText.scalar(item.subnet.name) }
    func zone(_ item: SubnetProposal) -> String { ProposalText.scalar(item.subnet.zone) }
    let known = plan.vpcBlocks.isEmpty ? secondaryBlocks : plan.vpcBlocks
    let note = plan.vpcBlocks.isEmpty ? "   # in addition to those that the VPC has" : ""
    var text = "vpc:\n  cidrs: [\(known.map { "\($0)" }.joined(separator: ", "))]\(note)\n"
    text += "  subnets:   # in addition to those that the plan has\n"
    for item in podSubnets {
      let block = item.block.map { ", cidr: \($0)" } ?? ""
      text += "    - {name: \(name(item)), zone: \(zone(item))\(block), roles: [pods]}\n"
    }
    text +=
      "cni:\n  env: {AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: \"true\", ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone}\n"
    text += "  eniConfigs: {\(podSubnets.map { "\(zone($0)): \(name($0))" }.joined(separator: ", "))}\n"
    // The CNI looks up the ENIConfig of a node by the zone label that ENI_CONFIG_LABEL_DEF names.
    for item in podSubnets {
      text += """
        ---
        apiVersion: crd.k8s.amazonaws.com/v1alpha1
        kind: ENIConfig
        metadata: {name: \(zone(item))}
        spec: {subnet: ID-OF-\(name(item))}

        """
    }
    return text
  }
}
