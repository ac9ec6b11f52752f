import Headroom
import HeadroomTestSupport
import Testing

@testable import HeadroomReport

@Suite struct ProposalTextTests {
  private func text(_ names: [String]) throws -> String {
    let base = ClusterPlan.sample([.m5Large], nodes: 3, blocks: ["", "", ""], reservations: nothingReserved)
    let plan = try base.changing { draft in
      draft.vpcBlocks = [try! IPv4CIDR(parsing: "10.0.0.0/16")]
      draft.subnets = zip(draft.subnets, names).map { old, name in
        var subnet = Subnet(name: name, zone: old.zone)
        if name.hasPrefix("public") { subnet.roles = [.nodes, .loadBalancers] }
        return subnet
      }
      draft.nodeGroups[0].subnets = names
      draft.reservations = []
    }
    let outcome = SubnetProposal.proposals(for: PlanAnalysis(of: plan), passing: [])
    return Document.proposals(outcome, for: plan).notes.joined(separator: "\n")
  }

  @Test func subnetsAreWrittenInThreeLanguages() throws {
    let text = try text(["public-a", "nodes-b", "nodes-c"])
    #expect(
      text.contains(
        """
            - name: public-a
              zone: ap-northeast-2a
              cidr: 10.0.0.0/26
              roles: [loadBalancers, nodes]
        """))
    #expect(
      text.contains(
        """
            "nodes-b" = { availability_zone = "ap-northeast-2b", cidr_block = "10.0.0.64/26" }
        """))
    #expect(
      text.contains(
        """
            public:
              public-a:
                az: ap-northeast-2a
                cidr: 10.0.0.0/26
        """))
  }

  /// Text from a plan is neither a template, a key nor a control sequence in what is proposed.
  @Test func namesAreOnlyText() throws {
    let text = try text(["a\"b", "${path}", "true"])
    #expect(
      text.contains("- name: \"a\\\"b\"") && text.contains("\"$${path}\" = {") && text.contains("- name: \"true\""))
  }
}
