internal import Headroom

/// Reads what creates pods.
extension KubernetesKind {
  static let deployment = replicated("Deployment", groups: ["apps", "extensions"]) { object, reader in
    let strategy = object.node["spec"]?["strategy"]
    if strategy?["type"]?.text == "Recreate" { return "0" }
    // Kubernetes' default is 25 %, rounded up.
    return reader.text(strategy?["rollingUpdate"]?["maxSurge"]) ?? "25%"
  }

  /// A Rollout of Argo, which has the keys of a Deployment but other strategies.
  static let rollout = replicated("Rollout", groups: ["argoproj.io"]) { _, _ in nil }

  // A StatefulSet replaces its pods one after the other.
  static let statefulSet = replicated("StatefulSet", groups: ["apps"]) { _, _ in "0" }

  /// Returns a kind of objects that ask for a number of equal pods.
  ///
  /// - Parameter surge: Returns the number or the percentage of pods that a rollout adds; `nil` if it is not known.
  private static func replicated(
    _ name: String, groups: Set<String>,
    surge: @escaping @Sendable (KubernetesObject, inout FactReader) -> String?
  ) -> KubernetesKind {
    KubernetesKind(
      name, groups: groups,
      "metadata{name namespace uid} spec{replicas strategy{type rollingUpdate{maxSurge}} \(template())}"
    ) { object, reader in
      var workload = described(object, &reader)
      workload.replicas = replicas(object, &reader)
      workload.maxSurge = surge(object, &reader).map { Fact($0, object.place, reader.stage) }
      add(workload, object.key(name), &reader)
    }
  }

  static let replicaSet = KubernetesKind(
    "ReplicaSet", groups: ["apps", "extensions"],
    "metadata{name namespace uid ownerReferences{kind name controller}} spec{replicas \(template())}"
  ) { object, reader in
    if let owner = object.controller {
      reader.facts.kubernetes.owners[object.key("ReplicaSet")] = owner
      return
    }
    var workload = described(object, &reader)
    workload.replicas = replicas(object, &reader)
    if workload.replicas?.value ?? 0 > 0 { add(workload, object.key("ReplicaSet"), &reader) }
  }

  static let daemonSet = KubernetesKind(
    "DaemonSet", groups: ["apps", "extensions"],
    """
    metadata{name namespace uid} spec{updateStrategy{rollingUpdate{maxSurge}} \
    \(template(containers: "name env{name value valueFrom{*}} envFrom{*}"))}
    """
  ) { object, reader in
    var workload = described(object, &reader)
    workload.maxSurge =
      reader.fact(object.node["spec"]?["updateStrategy"]?["rollingUpdate"]?["maxSurge"]).first
      ?? Fact("0", object.place, reader.stage)
    add(workload, object.key("DaemonSet"), &reader)
    readNetworkPlugin(object, &reader)
  }

  static let job = KubernetesKind(
    "Job", groups: ["batch"],
    """
    metadata{name namespace uid generateName ownerReferences{kind name controller}} spec{parallelism suspend \(template())} \
    status{completionTime conditions{type status}}
    """
  ) { object, reader in
    if let owner = object.controller {
      reader.facts.kubernetes.owners[object.key("Job")] = owner
      return
    }
    let ends = ["Complete", "Failed"]
    let hasEnded = reader.items(object.node["status"]?["conditions"]).contains {
      ends.contains($0["type"]?.text ?? "") && $0["status"]?.text == "True"
    }
    guard !hasEnded else { return }
    var workload = described(object, &reader)
    workload.replicas = parallelism(object.node["spec"], object, &reader)
    add(workload, object.key("Job"), &reader)
  }

  static let cronJob = KubernetesKind(
    "CronJob", groups: ["batch"],
    "metadata{name namespace uid} spec{suspend jobTemplate{spec{parallelism \(template())}}}"
  ) { object, reader in
    let job = object.node["spec"]?["jobTemplate"]?["spec"]
    var workload = described(object, template: job?["template"], &reader)
    // Between its runs it has no pods, and during one it has these.
    let isSuspended = object.node["spec"]?["suspend"]?.text == "true"
    workload.most = isSuspended ? Fact(0, object.place, reader.stage) : parallelism(job, object, &reader)
    add(workload, object.key("CronJob"), &reader)
  }

  static let autoscaler = KubernetesKind(
    "HorizontalPodAutoscaler", groups: ["autoscaling"],
    "metadata{name namespace uid} spec{minReplicas maxReplicas scaleTargetRef{kind name}}"
  ) { object, reader in
    let spec = object.node["spec"]
    guard let kind = reader.text(spec?["scaleTargetRef"]?["kind"]),
      let name = reader.text(spec?["scaleTargetRef"]?["name"])
    else {
      return reader.complain("the HorizontalPodAutoscaler \(object.name) has no scaleTargetRef", at: object.place)
    }
    guard let most = reader.number(spec?["maxReplicas"]) else {
      return reader.facts.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.plan),
          "the HorizontalPodAutoscaler \(object.namespace)/\(object.name) has no maxReplicas, so the peak of \(name) is not known",
          object.place))
    }
    let key = WorkloadKey(namespace: object.namespace, kind: kind, name: name)
    let found = AutoscalerFacts(least: reader.number(spec?["minReplicas"]) ?? 1, most: most, place: object.place)
    // Two files are two moments; the higher number is the safe one.
    if let other = reader.facts.kubernetes.autoscalers[key], other.most >= most { return }
    reader.facts.kubernetes.autoscalers[key] = found
  }

  // MARK: Parts

  /// Returns a workload with what its template says of a pod.
  private static func described(
    _ object: KubernetesObject, template: YAMLNode? = nil, _ reader: inout FactReader
  ) -> WorkloadFacts {
    var workload = WorkloadFacts(place: object.place)
    workload.isDescribed = true
    let template = template ?? object.node["spec"]?["template"]
    var needs = PodNeeds(template?["spec"], &reader)
    needs.read(KubernetesObject.strings(template?["metadata"]?["annotations"]))
    needs.labels = KubernetesObject.strings(template?["metadata"]?["labels"])
    workload.template = needs
    return workload
  }

  /// Returns the number of pods; a manifest without it means one.
  private static func replicas(_ object: KubernetesObject, _ reader: inout FactReader) -> Fact<Int>? {
    guard let node = object.node["spec"]?["replicas"], !node.isNull else { return Fact(1, object.place, reader.stage) }
    let number = reader.number(node)
    // Without a number the workload is not part of the plan, which a placeholder or a problem explains.
    return number.map { Fact($0, node.place, reader.stage) }
  }

  private static func parallelism(
    _ spec: YAMLNode?, _ object: KubernetesObject, _ reader: inout FactReader
  ) -> Fact<Int>? {
    let number = reader.number(spec?["parallelism"]) ?? 1
    return Fact(spec?["suspend"]?.text == "true" ? 0 : number, object.place, reader.stage)
  }

  private static func add(_ workload: WorkloadFacts, _ key: WorkloadKey, _ reader: inout FactReader) {
    var known = reader.facts.kubernetes.workloads[key] ?? WorkloadFacts(place: workload.place)
    known.add(workload)
    reader.facts.kubernetes.workloads[key] = known
  }
}
