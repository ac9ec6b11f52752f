import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Files of other tools that plans are written as, each read again by its own importer.
@Suite struct ToolOutputTests {
  /// The output of a name.
  private func output(_ name: String, of imported: ImportedPlan) throws -> ToolOutput.Text {
    try #require(ToolOutput.all.first { $0.name == name }).text(of: imported)
  }

  /// The problems of an output that cannot be written.
  private func problems(_ name: String, of imported: ImportedPlan) throws -> [String] {
    let tool = try #require(ToolOutput.all.first { $0.name == name })
    do throws(PlanError) {
      _ = try tool.text(of: imported)
      return []
    } catch {
      return error.problems.map { "\($0.position?.description ?? "-") \($0.message)" }
    }
  }

  private func plan(_ text: String) throws -> ImportedPlan {
    try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text.utf8))])
  }

  /// A cluster with custom networking, whose pod subnets are known by their IDs.
  private static let customNetworking = clusterConfig(
    "{name: a, instanceType: m5.large, minSize: 2, maxSize: 4, privateNetworking: true}",
    existingVPC + """

      addons:
        - name: vpc-cni
          configurationValues: |
            env: {AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: true, WARM_IP_TARGET: 2}
            eniConfig: {create: true, subnets: {eu-central-1b: {id: subnet-6}, eu-central-1a: {id: subnet-5}}}
      """)

  private static let values = """
    {
      "eniConfig": {
        "create": true,
        "region": "eu-central-1",
        "subnets": {
          "eu-central-1a": {
            "id": "subnet-5"
          },
          "eu-central-1b": {
            "id": "subnet-6"
          }
        }
      },
      "env": {
        "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true",
        "WARM_IP_TARGET": "2"
      }
    }

    """

  // MARK: The add-on

  @Test func configurationValuesAreReadBack() throws {
    let imported = try importPlan([Self.customNetworking])
    let written = try output("configuration-values", of: imported)
    #expect(written.text == Self.values)
    #expect(written.notes.contains { $0.contains("ENI_CONFIG_LABEL_DEF") }, "\(written.notes)")
    let quoted = JSONText.text(written.text).description
    let group = "{name: a, instanceType: m5.large, minSize: 2, maxSize: 4, privateNetworking: true}"
    let file = clusterConfig(group, existingVPC + "\naddons: [{name: vpc-cni, configurationValues: \(quoted)}]")
    #expect(try importPlan([file]).plan == imported.plan)
    let addon = AWSText.json(
      "addon.json", #"{"addon": {"addonName": "vpc-cni", "clusterName": "dev", "configurationValues": \#(quoted)}}"#)
    let live = try importPlan([clusterConfig(group, existingVPC), addon])
    #expect(live.plan.network == imported.plan.network)
  }

  /// The chart sets variables that the program takes differently if they are absent.
  @Test func valuesOfTheProgramAreWrittenOut() throws {
    let text = smallPlan + "cni: {defaults: binary, env: {ENABLE_PREFIX_DELEGATION: true, WARM_ENI_TARGTE: 2}}\n"
    let written = try output("configuration-values", of: plan(text))
    #expect(
      written.text == """
        {
          "env": {
            "ENABLE_PREFIX_DELEGATION": "true",
            "WARM_ENI_TARGTE": "2",
            "WARM_PREFIX_TARGET": "0"
          }
        }

        """)
    #expect(written.notes.first == "The variable WARM_ENI_TARGTE is probably misspelt; WARM_ENI_TARGET may be meant.")
    let chart = try output("configuration-values", of: plan(smallPlan)).text
    #expect(chart == "{\n  \"env\": {}\n}\n")
  }

  @Test func withoutIDsThereAreNoENIConfigs() throws {
    let imported = try plan(Self.podPlan)
    let written = try output("configuration-values", of: imported)
    #expect(!written.text.contains("eniConfig") && written.text.contains("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"))
    #expect(
      written.notes.last == """
        The IDs of the pod subnets pods-a are not known, so eniConfig is left out; add the output of `aws ec2 describe-subnets` \
        with -f.
        """)
  }

  @Test(arguments: [
    (
      "cni: {kind: overlay}\n",
      "plan.yaml:16:6 cni.kind is overlay, which has no variables of the VPC CNI; expected vpc-cni or chained-cilium"
    ),
    (
      "cni: {env: {\"A\\nB\": 1}}\n",
      """
      plan.yaml:16:13 'A\nB' is not a name of a variable; expected letters, digits, `_`, `-` and `.`, and no digit at the start
      """
    ),
  ])
  func someSettingsHaveNoValues(cni: String, problem: String) throws {
    let found = try problems("configuration-values", of: plan(smallPlan + cni))
    #expect(found.map { String($0.drop { $0 != " " }) } == [String(problem.drop { $0 != " " })])
  }

  // MARK: ENIConfigs

  @Test func eniConfigsAreReadBack() throws {
    let imported = try importPlan([Self.customNetworking])
    let written = try output("eniconfigs", of: imported)
    #expect(
      written.text == """
        apiVersion: crd.k8s.amazonaws.com/v1alpha1
        kind: ENIConfig
        metadata:
          name: eu-central-1a
        spec:
          # securityGroups is not known; without it, the interfaces for pods have the security groups of the node's first interface
          # subnet-5
          subnet: subnet-5
        ---
        apiVersion: crd.k8s.amazonaws.com/v1alpha1
        kind: ENIConfig
        metadata:
          name: eu-central-1b
        spec:
          # securityGroups is not known; without it, the interfaces for pods have the security groups of the node's first interface
          # subnet-6
          subnet: subnet-6

        """)
    let agent = KubernetesText.list([
      KubernetesText.agent([KubernetesText.variable("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "true")]),
      KubernetesText.node(),
    ])
    let read = try importPlan([agent, SourceFile(name: "eniconfigs.yaml", bytes: Array(written.text.utf8))])
    #expect(read.plan.network.eniConfigs == imported.plan.network.eniConfigs)
    #expect(read.identities.compactMap(\.value.id).sorted() == ["subnet-5", "subnet-6"])
  }

  /// A plan with custom networking.
  private static let podPlan =
    smallPlan.replacing(
      "cidr: 192.168.2.0/24}",
      with: "cidr: 192.168.2.0/24}\n    - {name: pods-a, zone: ap-northeast-2a, cidr: 192.168.3.0/24, roles: [pods]}"
    ) + "cni: {env: {AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: true}, eniConfigs: {ap-northeast-2a: pods-a}}\n"

  private static let described = AWSText.json(
    "subnets.json",
    """
    {"Subnets": [{"SubnetId": "subnet-0a", "CidrBlock": "192.168.3.0/24", "AvailabilityZone": "ap-northeast-2a", "VpcId": "vpc-1"},
     {"SubnetId": "subnet-0b", "CidrBlock": "192.168.1.0/24", "AvailabilityZone": "ap-northeast-2a", "VpcId": "vpc-1",
      "Tags": [{"Key": "kubernetes.io/role/elb", "Value": "1"}]},
     {"SubnetId": "subnet-0c", "CidrBlock": "192.168.2.0/24", "AvailabilityZone": "ap-northeast-2b", "VpcId": "vpc-1"}]}
    """)

  @Test func idsAreNeverInvented() throws {
    let message = """
      the ID of subnet 'pods-a' for the pods of ap-northeast-2a is not known; add the output of `aws ec2 describe-subnets --filters \
      Name=cidr-block,Values=192.168.3.0/24` with -f
      """
    let alone = try problems("eniconfigs", of: plan(Self.podPlan))
    #expect(alone.count == 1 && alone[0].hasSuffix(message) && alone[0].hasPrefix("plan.yaml:"), "\(alone)")
    // The output of the AWS CLI beside the plan knows it.
    let file = SourceFile(name: "plan.yaml", bytes: Array(Self.podPlan.utf8))
    let both = try importPlan([file, Self.described])
    #expect(try output("eniconfigs", of: both).text.contains("  # pods-a, 192.168.3.0/24\n  subnet: subnet-0a\n"))
    // A subnet with another block is another subnet.
    let change = try #require(PlanChange("vpc.subnets.pods-a.cidr=192.168.9.0/24"))
    let other = try importPlan([file, Self.described], changes: [change])
    #expect(try problems("eniconfigs", of: other).count == 1)
    // In a plan file, only a name of the form of an ID is one.
    for (name, isID) in [("subnet-0123456789abcdef0", true), ("subnet-0a1b2c3d", true), ("subnet-private", false)] {
      let named = try plan(Self.podPlan.replacing("pods-a", with: name))
      #expect(try problems("eniconfigs", of: named).isEmpty == isID)
    }
  }

  @Test func anENIConfigNamesOneSubnet() throws {
    let text = Self.podPlan.replacing("{ap-northeast-2a: pods-a}", with: "{ap-northeast-2a: [pods-a, a]}")
    let both = try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text.utf8)), Self.described])
    let written = try output("eniconfigs", of: both)
    #expect(
      written.notes.first
        == "An ENIConfig names one subnet: that of ap-northeast-2a is pods-a, and a is left out.", "\(written.notes)")
    #expect(written.text.contains("subnet: subnet-0a\n") && !written.text.contains("subnet-0b"))
    let none = try problems("eniconfigs", of: plan(smallPlan))
    #expect(none.count == 1 && none[0].contains("the plan names no pod subnets; expected cni.eniConfigs"), "\(none)")
  }

  // MARK: Subnets of eksctl

  @Test func subnetsOfEksctlAreReadBack() throws {
    let config = clusterConfig("{name: a, instanceType: m5.large, minSize: 2, maxSize: 4}", existingVPC)
    let imported = try importPlan([config])
    let written = try output("eksctl-subnets", of: imported)
    #expect(
      written.text == """
        # eksctl finds these subnets by id or cidr in a VPC that exists; it does not make them.
        vpc:
          id: vpc-1
          subnets:
            private:
              one:
                id: subnet-3
                az: eu-central-1a
                cidr: 10.0.2.0/24
              two:
                id: subnet-4
                az: eu-central-1b
                cidr: 10.0.3.0/24
            public:
              eu-central-1a:
                id: subnet-1
                az: eu-central-1a
                cidr: 10.0.0.0/24
              eu-central-1b:
                id: subnet-2
                az: eu-central-1b
                cidr: 10.0.1.0/24

        """)
    #expect(written.notes.isEmpty)
    let again = clusterConfig("{name: a, instanceType: m5.large, minSize: 2, maxSize: 4}", written.text)
    let read = try importPlan([again])
    #expect(read.plan == imported.plan && read.identities == imported.identities)
  }

  /// Tags say which subnets are public; where nothing does, the file says so.
  @Test func whatIsNotKnownToBePublicIsSaid() throws {
    let file = SourceFile(name: "plan.yaml", bytes: Array(Self.podPlan.utf8))
    let written = try output("eksctl-subnets", of: importPlan([file, Self.described]))
    #expect(
      written.text == """
        # eksctl finds these subnets by id or cidr in a VPC that exists; it does not make them.
        vpc:
          id: vpc-1
          cidr: 192.168.0.0/16
          subnets:
            private:
              b:
                # not known to be private
                id: subnet-0c
                az: ap-northeast-2b
                cidr: 192.168.2.0/24
            public:
              a:
                id: subnet-0b
                az: ap-northeast-2a
                cidr: 192.168.1.0/24
          # left out, because they are for pods and eksctl would put node groups into them: pods-a

        """)
    #expect(
      written.notes == [
        """
        The files do not say whether b is public or private, so it is listed as private; move those whose route table leads to an \
        internet gateway.
        """
      ])
    let unknown = try plan(smallPlan.replacing("zone: ap-northeast-2b, cidr: 192.168.2.0/24", with: "zone: unknown"))
    #expect(
      try problems("eksctl-subnets", of: unknown).map { $0.drop { $0 != " " } } == [
        " the ID of subnet 'b', which has no CIDR either, is not known; add the output of `aws ec2 describe-subnets` with -f",
        " the zone of subnet 'b' is not known; add the output of `aws ec2 describe-subnets` with -f",
      ])
  }

  // MARK: Terraform

  @Test func localsOfTerraform() throws {
    let imported = try importPlan([Self.customNetworking])
    #expect(
      try output("terraform-locals", of: imported).text == """
        locals {
          cluster_name       = "dev"
          region             = "eu-central-1"
          kubernetes_version = "1.34"
          subnets = {
            "private-one" = {
              cidr_block        = "10.0.2.0/24"
              availability_zone = "eu-central-1a"
              id                = "subnet-3"
            }
            "private-two" = {
              cidr_block        = "10.0.3.0/24"
              availability_zone = "eu-central-1b"
              id                = "subnet-4"
            }
            "public-eu-central-1a" = {
              cidr_block        = "10.0.0.0/24"
              availability_zone = "eu-central-1a"
              id                = "subnet-1"
            }
            "public-eu-central-1b" = {
              cidr_block        = "10.0.1.0/24"
              availability_zone = "eu-central-1b"
              id                = "subnet-2"
            }
            "subnet-5" = {
              cidr_block        = null
              availability_zone = "eu-central-1a"
              id                = "subnet-5"
            }
            "subnet-6" = {
              cidr_block        = null
              availability_zone = "eu-central-1b"
              id                = "subnet-6"
            }
          }
          # For the add-on vpc-cni: configuration_values = jsonencode({ env = local.vpc_cni_env })
          vpc_cni_env = {
            "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG" = "true"
            "WARM_IP_TARGET"                     = "2"
          }
          eks_managed_node_groups = {
            "a" = {
              min_size       = 2
              max_size       = 4
              desired_size   = 2
              instance_types = ["m5.large"]
              subnet_ids     = ["subnet-3", "subnet-4"]
            }
          }
        }

        """)
  }

  /// What is not known is no default, and no number.
  @Test func unknownSizesAreComments() throws {
    let text = smallPlan.replacing(
      "workloads:", with: "  - {name: open, instanceTypes: unknown, desiredSize: unknown, subnets: unknown}\nworkloads:"
    )
    let written = try output("terraform-locals", of: plan(text)).text
    #expect(
      written.contains(
        """
            "open" = {
              # min_size is not known, and the module has a default of its own.
              # max_size is not known, and the module has a default of its own.
              # desired_size is not known, and the module has a default of its own.
              # The instance types are not known, and the module has a default of its own.
              # subnet_ids: not known
            }

        """), "\(written)")
  }
}
