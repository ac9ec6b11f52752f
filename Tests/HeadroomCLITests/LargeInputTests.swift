import Foundation
import Testing

/// Inputs of the largest sizes that are accepted. A command that compares all pairs of them would take hours.
@Suite(.timeLimit(.minutes(5))) struct LargeInputTests {
  private static let head =
    "apiVersion: headroom/v1alpha1\nkind: CapacityPlan\nmetadata: {name: large}\nregion: us-east-1\n"
  private static let group =
    "nodeGroups: [{name: g, instanceTypes: [m5.large], desiredSize: 3, subnets: [s0, s1, s2]}]\n"

  /// The CIDR of 16 addresses with a number, counted from 10.0.0.0.
  private static func block(_ number: Int) -> String {
    let first = number * 16
    return "10.\(first >> 16).\(first >> 8 & 255).\(first & 255)/28"
  }

  private static func subnets(_ count: Int, cidr: (Int) -> String = { ", cidr: " + block($0) }) -> String {
    "  subnets:\n"
      + (0..<count).map { "    - {name: s\($0), zone: us-east-1\(["a", "b", "c"][$0 % 3])\(cidr($0))}\n" }.joined()
  }

  private func run(_ arguments: [String], _ plan: String) throws -> Tool.Outcome {
    try Tool.run(arguments + ["-f", "-"], input: Data((Self.head + plan).utf8))
  }

  @Test(arguments: ["check", "propose", "cost"]) func subnetsOfOneVPC(command: String) throws {
    let outcome = try run([command, "-o", "csv"], "vpc:\n" + Self.subnets(65_000) + Self.group)
    #expect([0, 1].contains(outcome.status), "\(outcome.errors.prefix(300))")
    #expect(command == "cost" || outcome.output.utf8.split(separator: 10).count > 65_000)
  }

  @Test func comparedModes() throws {
    let outcome = try run(["compare", "-o", "csv"], "vpc:\n" + Self.subnets(20_000) + Self.group)
    #expect(outcome.status == 0, "\(outcome.errors.prefix(300))")
  }

  @Test func blocksOfOneVPC() throws {
    let blocks = (0..<60_000).map(Self.block).joined(separator: ", ")
    let outcome = try run(["check", "-o", "csv"], "vpc:\n  cidrs: [\(blocks)]\n" + Self.subnets(60_000) + Self.group)
    #expect([0, 1].contains(outcome.status), "\(outcome.errors.prefix(300))")
    // One that is in none of them is still found.
    let outside = try run(
      ["check"], "vpc:\n  cidrs: [\(blocks)]\n" + Self.subnets(4) { _ in ", cidr: 172.16.0.0/28" } + Self.group)
    #expect(outside.status == 2 && outside.errors.contains("172.16.0.0/28 is outside the VPC"))
  }

  @Test(arguments: ["propose", "compare"]) func subnetsWithoutCIDR(command: String) throws {
    let homes = (0..<16).map { "10.\($0).0.0/16" }.joined(separator: ", ")
    let outcome = try run(
      [command, "-o", "csv"], "vpc:\n  cidrs: [\(homes)]\n" + Self.subnets(20_000) { _ in "" } + Self.group)
    #expect(outcome.status == 0, "\(outcome.errors.prefix(300))")
    if command == "propose" { #expect(Set(outcome.output.split(separator: "\n")).count == 20_001) }
  }

  /// Each subnet is tried on its own there, so their number is limited.
  @Test func subnetsTriedOneByOne() throws {
    let plan = "vpc:\n" + Self.subnets(1100) + Self.group
    let outcome = try run(["propose", "--check", "HR-SUR-001"], plan)
    #expect(outcome.status == 2, "\(outcome.errors.prefix(300))")
    #expect(
      outcome.errors.contains(
        "the plan has 1100 subnets, and with --check each is tried in several sizes; expected at most 999 subnets"),
      "\(outcome.errors.prefix(300))")
  }
}
