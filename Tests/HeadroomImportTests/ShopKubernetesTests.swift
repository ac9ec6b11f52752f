import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// The made-up cluster as `kubectl` prints it, held against a program that was written from the rules alone.
@Suite struct ShopKubernetesTests {
  private func files(_ names: String...) throws -> [SourceFile] {
    try names.map { try Shop.file("kubectl/\($0).json") }
  }

  private func plan() throws -> ImportedPlan {
    try importPlan(files("nodes", "pods", "workloads", "services", "endpointslices", "aws-node"))
  }

  /// Name, CPU and memory in MiB of a pod, the pods now and at the peak.
  @Test func workloads() throws {
    let expected = [
      "api 400m 256Mi 3 3", "aws-node 50m - each", "cart-db 750m 1144Mi 3 3", "checkout 250m 190Mi 3 8",
      "coredns 100m 70Mi 2 2", "db-migrate 1 1024Mi 1 1", "debug-shell - - 1 1", "disk-audit 10m 16Mi 1 1",
      "kube-proxy 100m - each", "legacy-front 100m 64Mi 1 1", "log-agent 100m 95Mi each", "ml 1 1200Mi 1 1",
      "node-exporter 50m 32Mi each", "paused 2 2048Mi 0 0", "payments 200m 256Mi 2 2", "render 3 4096Mi 2 2",
      "report 250m 300Mi 1 1", "search 300m 512Mi 2 2", "thumbnailer 200m 256Mi 2 2", "web 450m 320Mi 6 15",
    ]
    let found = try plan().plan.workloads.map { item in
      let pods = item.isDaemonSet ? "each" : "\(item.replicas) \(item.maxReplicas ?? item.replicas)"
      return "\(item.name) \(item.cpu?.description ?? "-") \(item.memory?.description ?? "-") \(pods)"
    }
    #expect(found == expected)
    let secured = try plan().plan.workloads.filter(\.hasSecurityGroups).map(\.name)
    #expect(secured == ["payments"])
  }

  /// The pods on the nodes of each group: 30 addresses and 47 places in all.
  @Test func nodes() throws {
    let imported = try plan()
    func comment(_ group: String) -> String { imported.comments[PlanPart(.nodeGroup, group)]?.last ?? "" }
    #expect(comment("general").contains("3 nodes, whose pods take 39 of 87 places and hold 30 addresses"))
    #expect(comment("batch").contains("1 node, whose pods take 7 of 58 places and hold 0 addresses"))
    #expect(comment("general-purpose").contains("1 node, whose pods take 1 place and hold 0 addresses"))
    #expect(imported.plan.network.environment.defaults == .binary && imported.plan.network.settings.podENI)
    #expect(imported.notes.contains("2 pods wait for a node now."))
    #expect(imported.notes.contains("3 pods on nodes wait for an address or an image now."))
  }

  /// Neither variables and annotations nor anything else that is not read gets into an answer.
  @Test func nothingSecretIsKept() throws {
    let imported = try plan()
    let written = exportPlan(imported, as: .yaml, name: "plan.yaml").map { String(decoding: $0.bytes, as: UTF8.self) }
    let texts = written + imported.notes + imported.comments.values.flatMap(\.self)
    #expect(!texts.contains { $0.contains("SECRET-MARKER") || $0.contains("MARKER") })
  }

  /// With the files of AWS beside it, the subnets are those of the nodes, and what pods hold is part of the plan.
  @Test func besideTheFilesOfAWS() throws {
    let kubectl = try files("nodes", "pods", "workloads", "aws-node")
    let imported = try importPlan(Shop.files() + kubectl)
    #expect(imported.plan.subnets.count == 9 && imported.plan.name == "shop")
    #expect(imported.plan.nodeGroups.map(\.name) == ["batch", "defaults", "general", "general-purpose"])
    let drift = imported.plan.remarks.filter { $0.kind == .drift }.map(\.message)
    #expect(drift.isEmpty, "\(drift)")
    #expect(try importPlan(kubectl.reversed() + Shop.files()).plan == imported.plan)
  }
}
