import Headroom
import HeadroomImport
import Testing

/// Files of other tools are called by their names, whatever the file is called.
@Suite struct ForeignFileTests {
  @Test(arguments: [
    ("SUBNETS\tsubnet-1\t10.0.0.0/24\n", "`--output text`"), ("------\n|x|\n----------", nil),
    ("----------------------\n| DescribeSubnets |\n", "`--output table`"),
    ("{\"PriceList\": []}", "the option --prices reads it"),
    (
      "# a\napiVersion: eksctl.io/v1alpha4\nkind: ClusterConfig\n", "only a ClusterConfig of eksctl.io/v1alpha5 is read"
    ),
    ("{{- if .Values.x }}\na: 1\n{{- end }}\n", "this is a template, which is not read; render it first"),
    ("[{\"id\": \"subnet-1\", \"block\": \"10.0.0.0/24\"}]", "if --query renamed them"),
    ("apiVersion: \"v1\"\nkind: List\nitems: []\n", "the files describe neither subnets nor a cluster"),
    (
      "{\"apiVersion\": \"v1\", \"kind\": \"NodeList\", \"items\": []}",
      "the files describe neither subnets nor a cluster"
    ),
    (
      "{\"version\": 4, \"serial\": 1, \"lineage\": \"x\", \"resources\": []}",
      "a state file of Terraform, which is not read; print it with `terraform show -json`"
    ),
    (
      "{\"@level\": \"info\", \"@message\": \"Terraform 1.11\"}\n{}",
      "the log of `terraform plan -json`, which is not read; print the plan with `terraform show -json PLAN`"
    ),
    (
      "NAME    STATUS   ROLES\nip-10   Ready    <none>\n",
      "this is a table of `kubectl`, which is not read; print it with -o json"
    ),
    ("PK\u{3}\u{4}", "print it with `terraform show -json`"),
    ("AWSTemplateFormatVersion: '2010-09-09'\n", "a template of CloudFormation"),
    ("```yaml\na: 1\n```\n", "Markdown"),
    ("a: 1\n<<<<<<< HEAD\nb: 2\n", "plan.yaml:2:1: this is a file with an unresolved"),
    // A plan without its header, one with a wrong version, and nothing that is known.
    ("region: us-east-1\nvpc: {subnets: []}\n", nil), ("apiVersion: headroom/v2\nkind: CapacityPlan\n", nil),
    ("apiVersion: v1\nkind: CapacityPlan\nregion: us-east-1\n", nil), ("{\"a\": 1}", nil), ("[]", nil), ("", nil),
  ])
  func theyAreCalledByTheirNames(text: String, name: String?) {
    let found = errors(in: text)
    #expect(!found.isEmpty)
    if let name {
      #expect(found.contains(name) && !found.contains("\n"), "\(found)")
    } else {
      #expect(!found.contains("this is "), "\(found)")
    }
  }

  /// Broken bytes are no reason to stop: what is wrong with them is found when the file is read.
  @Test func anyBytes() {
    let texts = [
      "{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"CidrBlock\": \"10.0.0.0/24\"}]}", "apiVersion: v1\nkind: List\n",
    ]
    for text in texts {
      for end in 0...text.utf8.count {
        for byte in [UInt8(0), 0x22, 0x5C, 0x7B, 0xFF] {
          let bytes = Array(text.utf8.prefix(end)) + [byte]
          #expect(throws: PlanError.self) { try importPlan([SourceFile(name: "x", bytes: bytes)]) }
        }
      }
    }
  }
}
