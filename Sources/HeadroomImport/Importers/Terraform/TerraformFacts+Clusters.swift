internal import Headroom

/// Reads clusters and their add-ons.
extension TerraformFacts {
  /// Finds the clusters. A data source of a cluster describes none that is planned.
  mutating func findClusters() {
    for item in resources("aws_eks_cluster") {
      let stage = stage(of: item)
      reader.stage = stage
      var cluster = ClusterFacts(
        name: reader.name(item["name"].node)?.shortened ?? item.text.shortened, place: item.place)
      cluster.region = region(of: item)
      cluster.version = reader.fact(item["version"].node)
      if let network = item.values.blocks("kubernetes_network_config").first {
        cluster.serviceCIDR = reader.block(network["service_ipv4_cidr"].node)
        cluster.ipFamily = reader.fact(
          network["ip_family"].node, expected: "ipv4 or ipv6", read: NetworkSettings.IPFamily.init)
      }
      readControlPlane(item, &cluster)
      guard placeOfCluster[cluster.name] == nil else {
        reader.complain(
          "duplicate cluster '\(cluster.name.prefix(80))'; names of clusters must be unique in a file", at: item.place)
        continue
      }
      placeOfCluster[cluster.name] = clusters.count
      clustersOfModule[item.address.module, default: []].append(clusters.count)
      clusters.append((cluster, item))
      readUnknownParts(of: item, cluster)
    }
  }

  /// Reads the subnets of the control plane. Where they are not known, those of the first reference that leads to any: a
  /// module takes its control plane's own subnets if there are any, and those of the nodes if not.
  private mutating func readControlPlane(_ item: TerraformResource, _ cluster: inout ClusterFacts) {
    let stage = stage(of: item)
    guard let network = item.values.blocks("vpc_config").first else { return }
    if let node = network["subnet_ids"].node, let ids = node.items?.compactMap(\.text), !ids.isEmpty {
      cluster.controlPlane = [Fact(ids.sorted(), node.place, stage)]
      return
    }
    guard let (resource, scope) = walk.source(of: item.address),
      let expression = resource.expressions["vpc_config.subnet_ids"]
    else { return }
    let found = walk.followFirst(expression, in: scope)
    noteConditions(found)
    guard !found.subnets.isEmpty else { return }
    cluster.controlPlane = [
      Fact(found.subnets.sorted(), item.place, stage, .assumed("its references lead to these subnets"))
    ]
  }

  private mutating func readUnknownParts(of item: TerraformResource, _ cluster: ClusterFacts) {
    let compute = item.values.blocks("compute_config").first
    if let compute, case .known(let node) = compute["enabled"], node.isTrue {
      reader.stage = stage(of: item)
      reader.addAutoMode(
        cluster, pools: compute["node_pools"].node?.items?.compactMap(\.text) ?? [], node.place)
    } else if compute?["enabled"].isUnknown == true {
      remark(
        "whether EKS Auto Mode is enabled is known only after apply", PlanPart(.plan), item.place, cluster: cluster.name
      )
    }
    if item.values.blocks("remote_network_config").contains(where: { $0.values?.pairs?.isEmpty == false }) {
      reader.facts.notes.insert("The pods of hybrid nodes (remote_network_config) take no addresses of the VPC.")
    }
    if item.values.blocks("outpost_config").contains(where: { $0["outpost_arns"].node != nil }) {
      remark(
        """
        the cluster is on an Outpost, whose capacity is not in this file; `aws outposts get-outpost-instance-types` prints \
        it
        """, PlanPart(.plan), item.place, cluster: cluster.name)
    }
  }

  // MARK: Add-ons

  mutating func readAddons() {
    for item in resources("aws_eks_addon") where item["addon_name"].node?.text == "vpc-cni" {
      let stage = stage(of: item)
      reader.stage = stage
      guard clusterName(of: item) != nil || !clusters.isEmpty, let own = cluster(of: item, "add-on vpc-cni") else {
        continue
      }
      let configuration = item["configuration_values"]
      let hides = item.values.hides("configuration_values")
      if configuration.isUnknown, hides || isSet("configuration_values", of: item) {
        remark(
          "the settings of its add-on (configuration_values) are known only after apply", PlanPart(.cni), item.place,
          cluster: own)
      }
      let settings = configuration.node.map { AddonValues($0, &reader) }
      let environment = settings?.environment ?? []
      var facts = ClusterFacts(name: own, place: item.place)
      facts.environment = environment.isEmpty ? [Fact([:], item.place, stage)] : environment
      facts.eniConfigs = settings?.eniConfigs ?? []
      if let index = placeOfCluster[own] {
        clusters[index].facts.environment += facts.environment
        clusters[index].facts.eniConfigs += facts.eniConfigs
      } else {
        // The cluster itself may be in another state, or in the answers of AWS.
        reader.facts.clusters.append(facts)
      }
    }
    assumeDefaultCNI()
  }

  /// A state without the add-on leaves the CNI to EKS, which installs it with its defaults; somebody may have changed them.
  private mutating func assumeDefaultCNI() {
    for index in clusters.indices where clusters[index].facts.environment.isEmpty && !document.isPlan {
      let item = clusters[index].resource
      guard item["bootstrap_self_managed_addons"].node?.text != "false" else { continue }
      clusters[index].facts.environment = [
        Fact([:], item.place, .now, .assumed("EKS installs the VPC CNI with its defaults"))
      ]
      reader.facts.notes.insert(
        """
        The state has no add-on vpc-cni, so the VPC CNI is assumed to have the defaults with which EKS installs it; \
        `kubectl -n kube-system get daemonset aws-node -o json` shows its settings.
        """)
    }
  }

  // MARK: Resources of Kubernetes

  /// Keeps the objects of Karpenter that the file has, for what reads them, and names charts of the CNI.
  mutating func readManifests() {
    for item in resources("helm_release") {
      guard [item["chart"].node?.text, item["name"].node?.text].contains("aws-vpc-cni") else { continue }
      remark(
        "a Helm release sets it, whose values are not read; `kubectl -n kube-system get daemonset aws-node -o json` shows them",
        PlanPart(.cni), item.place, cluster: clusters.count == 1 ? clusters[0].facts.name : nil)
    }
    for item in resources("kubectl_manifest") {
      // The provider marks every manifest as sensitive. Only objects of Karpenter are kept of it.
      guard let node = item.values.evenSensitive("yaml_body").node, let text = node.text,
        let documents = try? YAMLBuilder.documents(of: Array(text.utf8), .lenient, file: file)
      else {
        reader.facts.notes.insert(
          "The manifest of \(item.text.prefix(120)) is known only after apply or is not YAML, so NodePools in it are not read."
        )
        continue
      }
      reader.facts.manifests += documents.filter { KarpenterObject.kind(of: $0) != nil }.map {
        $0.placed(at: node.place)
      }
    }
  }
}
