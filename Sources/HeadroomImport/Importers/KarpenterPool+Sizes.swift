internal import Headroom

/// Reads the limits, the settings of the kubelet and the disruption budgets of a NodePool.
extension KarpenterPool {
  /// The most nodes that a plan may have; a larger limit is none.
  private static let mostNodes = 1_000_000

  mutating func readSizes(_ spec: YAMLNode, _ reader: inout FactReader) {
    let limits = spec["limits"]
    // v1beta1 and v1 have the resources directly under limits; the older `limits.resources` is pruned by the API.
    var bounds = NodeLimits()
    var nodes: Fact<Int?>?
    var others: Set<String> = []
    for (key, value) in reader.pairs(limits) {
      guard let name = key.text, ["cpu", "memory", "nodes"].contains(name) else {
        others.insert(String((key.text ?? "").prefix(80)))
        continue
      }
      guard !value.isNull, let text = reader.text(value) else { continue }
      guard let quantity = KarpenterQuantity(text) else {
        reader.complain("'\(text.prefix(80))' is not a quantity such as 100, 1k or 400Gi", at: value.place)
        continue
      }
      guard case .thousandths(let amount) = quantity else { continue }
      switch name {
      case "cpu" where amount <= 1_000_000_000_000: bounds.cpu = CPUAmount(millicores: amount)
      case "memory" where amount / 1000 <= 1 << 50: bounds.memory = MemoryAmount(bytes: amount / 1000)
      case "nodes" where amount / 1000 <= Self.mostNodes: nodes = Fact(amount / 1000, value.place, stage)
      default: break
      }
    }
    if !others.isEmpty {
      reader.facts.notes.insert(
        """
        NodePool '\(object.name.prefix(80))' limits \(abbreviated(others.sorted())), which does not bound its nodes here; \
        only cpu, memory and nodes do.
        """)
    }
    if let replicas = spec["replicas"], !replicas.isNull {
      readReplicas(replicas, nodes, &reader)
      return
    }
    if bounds.cpu != nil || bounds.memory != nil { group.limits = [Fact(bounds, (limits ?? spec).place, stage)] }
    if let nodes { group.most = [nodes] }
  }

  /// Reads the number of nodes of a static NodePool, whose only limit is that of nodes.
  private mutating func readReplicas(_ node: YAMLNode, _ limit: Fact<Int?>?, _ reader: inout FactReader) {
    guard let count = reader.number(node) else {
      group.desired = [Fact(nil, node.place, stage)]
      return
    }
    guard count <= Self.mostNodes else {
      return reader.complain("`replicas` is \(count); expected at most \(Self.mostNodes)", at: node.place)
    }
    group.desired = [Fact(count, node.place, stage)]
    group.most = [Fact(max(count, (limit?.value).flatMap(\.self) ?? count), limit?.place ?? node.place, stage)]
  }

  // MARK: Kubelet

  mutating func readKubelet(_ reader: inout FactReader) {
    var kubelet = ownClass?.kubelet
    if let own = template?["spec"]?["kubelet"], own.pairs?.isEmpty == false {
      if object.version == "v1" {
        reader.facts.remarks.append(
          RemarkFacts(
            .refusedByTool, part("maxPods"),
            """
            the API removes `kubelet` from a NodePool of karpenter.sh/v1, so it has no effect; set spec.kubelet of its \
            EC2NodeClass
            """, own.place))
      } else {
        kubelet = own
      }
    }
    guard ownClass != nil || kubelet != nil || isAutoMode else {
      group.maxPods = [Fact(nil, place, stage)]
      return remark(
        "maxPods",
        "its class is not in the files; \(KarpenterClass.command(classKind, className ?? "NAME")) prints it as spec.kubelet",
        place, &reader)
    }
    // EKS Auto Mode sets max pods itself.
    guard let kubelet, !isAutoMode else { return }
    if let node = kubelet["maxPods"], !node.isNull { readMaxPods(node, &reader) }
    if let node = kubelet["podsPerCore"], !node.isNull, let count = reader.number(node) {
      // Above a thousand pods per core, other limits count.
      if 1...1000 ~= count { group.podsPerCore = [Fact(count, node.place, stage)] }
    }
  }

  /// Reads max pods: a number, or with the feature gate NodeClassCEL an expression.
  private mutating func readMaxPods(_ node: YAMLNode, _ reader: inout FactReader) {
    guard let text = reader.text(node) else {
      group.maxPods = [Fact(nil, node.place, stage)]
      return
    }
    if let number = Int(decimalDigits: text.utf8) {
      guard 1...10_000 ~= number else {
        return reader.complain("maxPods is \(number); expected 1 to 10000", at: node.place)
      }
      group.maxPods = [Fact(number, node.place, stage)]
    } else if (try? MaxPodsExpression(parsing: text)) != nil {
      group.maxPodsExpression = [Fact(text, node.place, stage)]
    } else {
      group.maxPods = [Fact(nil, node.place, stage)]
      remark(
        "maxPods",
        """
        the expression for it is not understood; `kubectl get nodes -o json` prints the result as status.capacity.pods
        """, node.place, &reader)
    }
  }

  // MARK: Disruption

  /// Reads how many nodes may be replaced at once.
  ///
  /// Of several budgets the most restrictive counts. A budget with a schedule holds only at times, so it does not limit
  /// the others. Source: `GetAllowedDisruptionsByReason` in `pkg/apis/v1/nodepool.go:397` of kubernetes-sigs/karpenter.
  mutating func readUpdate(_ node: YAMLNode?, _ reader: inout FactReader) {
    guard let budgets = node?["budgets"]?.items, !budgets.isEmpty else {
      group.maxUnavailable = [Fact("10%", (node ?? object.node).place, stage, .defaulted(by: "Karpenter"))]
      return
    }
    var counts: [Int] = [], percentages: [Int] = []
    for budget in budgets {
      guard budget["schedule"]?.isNull != false else {
        reader.facts.notes.insert("Disruption budgets with a schedule are not read: nodes may be replaced at any time.")
        continue
      }
      // What replaces nodes at once for a new version is drift.
      if let reasons = budget["reasons"]?.items, !reasons.isEmpty,
        !reasons.contains(where: { $0.text?.lowercased() == "drifted" })
      {
        continue
      }
      let value = budget["nodes"]
      guard let text = value == nil ? "10%" : reader.text(value) else { continue }
      let isPercent = text.hasSuffix("%")
      guard let number = Int(decimalDigits: (isPercent ? text.dropLast() : text[...]).utf8), !isPercent || number <= 100
      else {
        reader.complain(
          "'\(text.prefix(80))' is not a number of nodes or a percentage such as 10%", at: (value ?? budget).place)
        continue
      }
      if isPercent { percentages.append(number) } else { counts.append(min(number, Self.mostNodes)) }
    }
    if counts.contains(0) || percentages.contains(0) {
      reader.facts.notes.insert(
        "A disruption budget of 0 nodes counts as 1: Karpenter replaces a node at a time when it expires.")
    }
    // Which of a number and a percentage is smaller depends on the nodes; the number holds for any.
    let amount =
      percentages.contains(0) || counts.contains(0)
      ? "1" : counts.min().map { "\($0)" } ?? percentages.min().map { "\($0)%" } ?? "100%"
    group.maxUnavailable = [Fact(amount, budgets[0].place, stage)]
  }
}
