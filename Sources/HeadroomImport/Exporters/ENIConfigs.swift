internal import Headroom

/// Writes ENIConfigs.
extension ToolOutput {
  /// The ENIConfigs of custom networking, one document of YAML for each zone, for `kubectl apply -f`.
  ///
  /// Source of the keys: `charts/aws-vpc-cni/crds/customresourcedefinition.yaml` of aws/amazon-vpc-cni-k8s.
  static let eniConfigs = ToolOutput("eniconfigs", "ENIConfigs of Kubernetes") { (imported) throws(PlanError) in
    let pods = PodSubnets(of: imported)
    guard !pods.homes.isEmpty else {
      let part = PlanPart(.cni, key: "eniConfigs")
      throw PlanError([
        PlanError.Problem(
          part,
          """
          the plan names no pod subnets; expected cni.eniConfigs with a subnet for each zone, which `headroom propose \
          --pod-subnets` proposes
          """, at: imported.position(of: part))
      ])
    }
    let problems = pods.homes.filter { $0.id == nil }.map { home in
      imported.missingID(of: home.subnet.name, " for the pods of \(home.zone)")
    }
    guard problems.isEmpty else { throw PlanError(problems) }
    let documents = pods.homes.map { home in
      let block = home.subnet.block.map { ", \($0)" } ?? ""
      return """
        apiVersion: crd.k8s.amazonaws.com/v1alpha1
        kind: ENIConfig
        metadata:
          name: \(QuotedText.yaml(home.zone))
        spec:
          # \(PodSubnets.withoutSecurityGroups)
          # \(QuotedText.comment(home.subnet.name))\(block)
          subnet: \(QuotedText.yaml(home.id ?? ""))

        """
    }
    var notes = pods.notes
    if !imported.plan.network.settings.customNetworking {
      notes.append(
        "ENIConfigs have no effect until AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG is true, which the plan does not set.")
    }
    return Text(text: documents.joined(separator: "---\n"), notes: notes)
  }
}
