import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport

/// The files of a made-up cluster, as the AWS CLI prints them.
enum Shop {
  static let folder = "Tests/HeadroomImportTests/Fixtures/"

  /// All files that the hand-written plan takes account of.
  static let all = [
    "describe-subnets", "describe-network-interfaces", "describe-instances", "describe-nat-gateways",
    "describe-load-balancers", "describe-vpcs", "describe-vpc-endpoints", "describe-launch-template-versions",
    "get-subnet-cidr-reservations.pods-a", "get-subnet-cidr-reservations.private-a", "eks-describe-cluster",
    "eks-describe-nodegroup.general", "eks-describe-nodegroup.batch", "eks-describe-nodegroup.defaults",
    "eks-describe-addon.vpc-cni",
  ]

  static func file(_ name: String) throws -> SourceFile {
    let path = name.contains("/") || name.contains(".yaml") ? name : "shop/\(name).json"
    return SourceFile(name: path, bytes: try Repository.bytes(of: folder + path))
  }

  static func files(_ names: [String] = all) throws -> [SourceFile] { try names.map(file) }

  /// The cluster without some of its files.
  static func without(_ names: String...) throws -> [SourceFile] { try files(all.filter { !names.contains($0) }) }
}

extension ImportedPlan {
  /// The answer of `headroom check` in JSON, without the positions in files.
  var answer: String { Document.assessment(Assessment(of: plan), positions: [:]).json() }

  /// The verdicts, codes and subjects of the findings.
  var findings: [String] {
    Assessment(of: plan).findings.map { "\($0.verdict) \($0.code) \($0.subject.name)" }
  }

  /// The import of the plan file that `headroom convert` writes.
  func converted(_ format: PlanFileFormat = .yaml) throws -> ImportedPlan {
    let files = exportPlan(self, as: format, name: "plan")
    return try importPlan([files[0]]) { name in files.first { $0.name == name } }
  }

  func load(_ subnet: String) -> SubnetLoad? { PlanAnalysis(of: plan).subnets.first { $0.subnet.name == subnet } }
}

extension SourceFile {
  /// The file with a text in place of another.
  func replacing(_ text: String, with other: String) -> SourceFile {
    SourceFile(name: name, bytes: Array(String(decoding: bytes, as: UTF8.self).replacing(text, with: other).utf8))
  }
}
