// A plan in code: max pods, verdicts, a check of your own, a change, and files.
import Headroom
import HeadroomImport
import HeadroomReport

let type = InstanceCatalog.bundled["m5.large"]!
print(MaxPods(on: type).possible)  // 29 pods have an address

let plan = try ClusterPlan(name: "demo", region: Region("us-east-1")!) {
  $0.subnets = [
    Subnet(name: "a", zone: "us-east-1a", block: try? IPv4CIDR(parsing: "10.0.0.0/25")),
    Subnet(name: "b", zone: "us-east-1b", block: try? IPv4CIDR(parsing: "10.0.0.128/25")),
  ]
  $0.nodeGroups = [NodeGroup(name: "ng", instanceTypes: [type], subnets: ["a", "b"], desiredSize: 6)]
  $0.workloads = [Workload(name: "web", replicas: 120)]
}

let spare = Check(
  "ACME-001", "Subnet without room for two nodes", rule: "A subnet has room for fewer than two more nodes.",
  verdicts: [.warn], fix: "Use a larger subnet."
) { (analysis: PlanAnalysis) in
  analysis.subnets.filter { ($0.moreNodes ?? 0) < 2 }.map { load in
    Check.Answer(.warn, PlanPart(.subnet, load.subnet.name), "it has room for \(load.moreNodes ?? 0) more nodes")
  }
}
let assessment = Assessment(of: plan, checks: Check.all + [spare])
print(Document.assessment(assessment).text())

// The same plan with prefix delegation is a plan of its own.
let prefixes = try plan.changing { $0.network.environment = CNIEnvironment(["ENABLE_PREFIX_DELEGATION": "true"]) }
let page = Document.assessment(Assessment(of: prefixes)).html()
let file = exportPlan(prefixes)[0]
print("\(page.utf8.count) bytes of HTML, \(file.bytes.count) bytes of plan.yaml")
