import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// What pods and what creates them say.
@Suite struct KubernetesPodTests {
  private typealias Text = KubernetesText

  private func plan(_ items: [String]) throws -> ImportedPlan { try importPlan([Text.list([Text.node()] + items)]) }

  /// Of eight pods on a node four hold an address and six take a place; of eight without a node, none does.
  @Test func whoHoldsAnAddress() throws {
    func pods(_ node: String?) -> [String] {
      (1...3).map { Text.pod("r\($0)", node: node) } + [
        Text.pod("h", node: node, spec: #""hostNetwork": true, "containers": []"#),
        Text.pod("s", node: node, phase: "Succeeded"), Text.pod("f", node: node, phase: "Failed"),
        Text.pod("p", node: node, phase: "Pending"), Text.pod("w", node: node, phase: "Pending", ip: false),
      ]
    }
    func comment(_ items: [String]) throws -> String {
      try plan(items).comments[PlanPart(.nodeGroup, "general")]?.joined() ?? ""
    }
    #expect(try comment(pods("n1")).contains("take 6 of 29 places and hold 4 addresses"))
    #expect(try comment(pods(nil)).contains("take 0 of 29 places and hold 0 addresses"))
    let ending = Text.pod("t", phase: "Running", metadata: #""deletionTimestamp": "2026-01-01T00:00:00Z""#)
    #expect(try comment([ending, Text.pod("u", phase: "Unknown")]).contains("take 2 of 29 places and hold 2"))
  }

  /// Init containers run one after the other; those that always restart are sidecars, and stay.
  @Test(arguments: [
    (#""initContainers": [\#(sidecar), \#(start)], \#(app)"#, "450m"),
    (#""initContainers": [\#(start), \#(sidecar)], \#(app)"#, "400m"),
    (#""initContainers": [\#(sidecar)], \#(app)"#, "150m"), (app, "100m"),
    (#""overhead": {"cpu": "20m"}, \#(app)"#, "120m"),
    (#""resources": {"requests": {"cpu": "1"}}, \#(app)"#, "1"),
    (
      #""containers": [{"resources": {"limits": {"cpu": "0.3"}}}, {"resources": {"requests": {"cpu": "1e3"}}}]"#,
      "1000300m"
    ),
    (#""containers": [{"resources": {}}]"#, nil),
  ])
  func requests(spec: String, cpu: String?) throws {
    for item in [
      Text.pod("web", spec: spec), Text.workload("Deployment", "web", spec: #""template": {"spec": {\#(spec)}}"#),
    ] {
      let workload = try #require(try plan([item]).plan.workloads.first { $0.name == "web" })
      #expect(workload.cpu?.description == cpu)
    }
  }

  private static let app = #""containers": [{"resources": {"requests": {"cpu": "100m"}}}]"#
  private static let sidecar = #"{"restartPolicy": "Always", "resources": {"requests": {"cpu": "50m"}}}"#
  private static let start = #"{"resources": {"requests": {"cpu": "400m"}}}"#

  /// The pods of one Deployment are one workload, whatever its ReplicaSets are called.
  @Test func fortyPodsAreOneWorkload() throws {
    let pods = (1...40).map {
      Text.pod(
        "web-7d4b9c6f5d-x\($0)", owner: Text.owner("ReplicaSet", "web-7d4b9c6f5d"),
        metadata: #""labels": {"pod-template-hash": "7d4b9c6f5d"}"#)
    }
    let workloads = try plan(pods).plan.workloads
    #expect(workloads.map(\.name) == ["web"] && workloads.map(\.replicas) == [40])
  }

  /// The controller of each kind of pod.
  @Test(arguments: [
    (Text.pod("a-1", owner: Text.owner("StatefulSet", "db")), "db"),
    (Text.pod("a", owner: Text.owner("Job", "nightly-28912345")), "nightly"),
    (Text.pod("a", owner: Text.owner("Job", "import-1")), "import-1"),
    (
      Text.pod(
        "a", owner: Text.owner("ReplicaSet", "api-abc"), metadata: #""labels": {"rollouts-pod-template-hash": "abc"}"#),
      "api"
    ),
    (Text.pod("a", owner: Text.owner("ReplicaSet", "bare-abc")), "bare-abc"), (Text.pod("worker-7"), "worker"),
    (Text.pod("x-bcdfg", metadata: #""generateName": "x-""#), "x"),
    (Text.pod("proxy-n1", owner: Text.owner("Node", "n1")), "proxy"),
    (Text.pod("a", owner: Text.owner("Workflow", "etl")), "etl"),
  ])
  func owners(pod: String, name: String) throws {
    #expect(try plan([pod]).plan.workloads.map(\.name) == [name])
  }

  /// What objects in the same files say of an owner counts before its name.
  @Test func ownersInTheFiles() throws {
    let set = """
      {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "odd", "namespace": "shop", "uid": "u",
       "ownerReferences": [\(Text.owner("Deployment", "web"))]}, "spec": {"replicas": 3}}
      """
    let pod = Text.pod("odd-1", owner: Text.owner("ReplicaSet", "odd"))
    for items in [[set, pod], [pod, set]] {
      #expect(try plan(items + [Text.workload("Deployment", "web")]).plan.workloads.map(\.name) == ["web"])
    }
  }

  /// The number of pods: what the autoscaler allows, what the object asks for, and a manifest without it means one.
  @Test func numbers() throws {
    let scaler = """
      {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web", "namespace": "shop", "uid": "u"},
       "spec": {"minReplicas": 3, "maxReplicas": 15, "scaleTargetRef": {"kind": "Deployment", "name": "web"}}}
      """
    let workloads = try plan([
      Text.workload("Deployment", "web", spec: #""replicas": 2"#), scaler,
      Text.workload("Deployment", "one", isLive: false, spec: #""template": {}"#),
      Text.workload("StatefulSet", "db", spec: #""replicas": 5"#),
      Text.workload(
        "CronJob", "nightly", group: "batch/v1", spec: #""jobTemplate": {"spec": {"parallelism": 4}}"#),
      Text.workload("DaemonSet", "logs", spec: #""template": {}"#),
    ]).plan.workloads
    let texts = workloads.map { "\($0.name) \($0.isDaemonSet ? "each" : "\($0.replicas)...\($0.maxReplicas ?? -1)")" }
    #expect(texts == ["db 5...-1", "logs each", "nightly 0...4", "one 1...-1", "web 3...15"])
  }

  /// Workloads of one name in two namespaces, and a Service of each.
  @Test func namesAreUnique() throws {
    func deployment(_ namespace: String, _ name: String) -> String {
      """
      {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "\(name)", "namespace": "\(namespace)"},
       "spec": {"template": {"metadata": {"labels": {"app": "x"}}}}}
      """
    }
    func service(_ namespace: String) -> String {
      """
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "svc", "namespace": "\(namespace)"},
       "spec": {"selector": {"app": "x"}, "ports": [{"port": 80}, {"port": 443}]}}
      """
    }
    let items = [
      deployment("a", "web"), deployment("b", "web"), deployment("c", "api"), deployment("c", "app"),
      service("a"), service("b"), service("c"),
    ]
    let imported = try plan(items)
    #expect(imported.plan.workloads.map(\.name) == ["a/web", "api", "app", "b/web"])
    #expect(
      imported.plan.services.map { "\($0.name) \($0.workload) \($0.ports)" } == [
        "a/svc a/web [80, 443]", "b/svc b/web [80, 443]",
      ])
    #expect(imported.notes.contains { $0.hasPrefix("1 Service selects") })
  }

  /// Hints that differ from those that the settings of the Service give are said.
  @Test(arguments: [("eu-central-1a", false), ("eu-central-1b", true)]) func hints(zone: String, differs: Bool) throws {
    let deployment = Text.workload(
      "Deployment", "web", spec: #""template": {"metadata": {"labels": {"app": "x"}}}"#)
    let service = """
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop", "uid": "u"},
       "spec": {"selector": {"app": "x"}, "trafficDistribution": "PreferClose"}}
      """
    let slice = """
      {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4", "metadata": {"name": "web-1", "uid": "u",
       "namespace": "shop", "labels": {"kubernetes.io/service-name": "web"}}, "endpoints": [
       {"zone": "eu-central-1a", "conditions": {"ready": true}, "hints": {"forZones": [{"name": "\(zone)"}]}},
       {"zone": "eu-central-1c", "conditions": {"ready": false}}, {"zone": "eu-central-1c"}]}
      """
    let notes = try plan([deployment, service, slice]).notes
    #expect(
      notes.contains { $0.contains("are 1 for eu-central-1b, and its settings give 1 for eu-central-1a") } == differs)
    #expect(notes.contains { $0.hasPrefix("The hints of Service web") } == differs)
  }

  /// Pods go to the nodes that have the labels they ask for.
  @Test func nodeSelectors() throws {
    func deployment(_ name: String, _ selector: String) -> String {
      Text.workload("Deployment", name, spec: #""template": {"spec": {"nodeSelector": {\#(selector)}}}"#)
    }
    let imported = try plan([
      Text.node("n2", group: "batch", labels: #""team": "data""#), deployment("a", #""team": "data""#),
      deployment("b", #""kubernetes.io/os": "linux""#), deployment("c", #""eks.amazonaws.com/nodegroup": "general""#),
      deployment("d", #""disk": "fast""#),
    ])
    #expect(imported.plan.workloads.map(\.nodeGroups) == [["batch"], [], ["general"], []])
    #expect(imported.notes.contains { $0.contains("disk=fast") })
  }
}
