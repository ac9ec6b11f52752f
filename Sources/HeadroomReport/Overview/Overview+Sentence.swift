internal import Headroom

extension Overview {
  /// Returns the verdict with its main reason, and what would help.
  ///
  /// - Parameters:
  ///   - assessment: The assessed plan.
  ///   - findings: The findings of the plan, the heaviest first.
  static func sentence(of assessment: Assessment, _ findings: [FindingGroup]) -> String {
    guard assessment.verdict != .pass, let worst = findings.first else { return success(of: assessment) }
    let lead =
      switch assessment.verdict {
      case .fail: "Fails"
      default: "Cannot be judged yet"
      }
    guard assessment.verdict == .warn else { return "\(lead): \(clause(for: worst, in: assessment))." }
    let warnings = findings.reduce(0) { $0 + ($1.verdict == .warn ? $1.items.count : 0) }
    // What is not known may still turn out to fail.
    let known = findings.contains { $0.verdict == .unknown } ? "Holds as far as it is known" : "Holds"
    let count = warnings > 1 ? "\(warnings) warnings" : "a warning"
    return "\(known), with \(count): \(clause(for: worst, in: assessment))."
  }

  private static func success(of assessment: Assessment) -> String {
    let pods = assessment.analysis.peakWorkloads.reduce(0) { $0 + $1.pods }
    let lacking = assessment.analysis.peakWorkloads.reduce(0) { $0 + $1.pending + $1.waitingForAddress }
    // A plan whose findings are ignored passes although pods find no place.
    let placed =
      lacking == 0 ? "all \(pods) pods find a place" : "\(lacking) of \(pods) pods find no place, which is ignored,"
    let place = pods > 0 ? "\(placed) at the peak" : nil
    let subnet = tightest(in: assessment).map { load in
      "the tightest subnet, \(load.subnet.name), is \(percent(of: load)) full\(notCounted(in: assessment))"
    }
    let reasons = [place, subnet].compactMap(\.self)
    return reasons.isEmpty ? "Holds: there are no findings." : "Holds: \(reasons.joined(separator: ", and "))."
  }

  /// Returns the main reason of a verdict, as the rest of a sentence without its full stop.
  private static func clause(for group: FindingGroup, in assessment: Assessment) -> String {
    let analysis = assessment.analysis
    let names = group.items.map(\.finding.subject.name)
    switch group.check.id {
    case Check.subnetAddresses.id:
      let loads = analysis.subnets.filter { names.contains($0.subnet.name) }
      guard let load = loads.max(by: { missing($0) < missing($1) }) else { break }
      let others =
        loads.count > 1 ? ", as \(loads.count == 2 ? "does" : "do") \(counted(loads.count - 1, "other subnet"))" : ""
      let moment = load.freeNow ?? 0 < 0 ? "already now" : "at the peak"
      let what = "\(load.subnet.name) lacks \(counted(missing(load), "address", "addresses")) \(moment)\(others)"
      let most = loads.map(\.mostTaken).max() ?? 0
      let size = IPv4CIDR.smallestSubnet(for: most).map { "a /\($0)\(loads.count == 1 ? "" : " each")" }
      let ways = [size, mode(in: assessment) { $0.networkVerdict < .fail }].compactMap(\.self)
      return ways.isEmpty ? what : "\(what); \(ways.joined(separator: " or ")) would have room"
    case Check.pendingPods.id, Check.pendingPodsAtPeak.id:
      let isNow = group.moment == .now
      let counts = (isNow ? analysis.workloads : analysis.peakWorkloads).filter { names.contains($0.workload.name) }
      let pending = counts.reduce(0) { $0 + $1.pending }
      guard pending > 0 else { break }
      let all = counts.reduce(0) { $0 + $1.pods }
      let of = counts.count == 1 ? counts[0].workload.name : counted(counts.count, "workload")
      let reason = counts.count == 1 ? " (\(counts[0].pendingReason))" : ""
      let what = "\(pending) of \(all) pods of \(of) find no node\(isNow ? "" : " at the peak")\(reason)"
      let way = isNow ? mode(in: assessment, \.runsAllNow) : nil
      return way.map { "\(what); with \($0) all of them would run" } ?? what
    case Check.growthExhaustion.id:
      guard let first = assessment.growth?.exhaustions.first(where: { $0.month > 0 }) else { break }
      let month = monthName(first.month, after: assessment.traffic.prices.today)
      return "\(first.resource) run out in \(month), at \(counted(first.nodes, "node"))"
    default: break
    }
    let finding = group.items[0].finding
    let others = group.items.count > 1 ? " (and \(group.items.count - 1) more like it)" : ""
    return finding.subject.name.isEmpty
      ? finding.message + others : "\(finding.subject.whole): \(finding.message)\(others)"
  }

  /// Returns the first other network mode that satisfies a condition, in the order of how little it changes.
  private static func mode(in assessment: Assessment, _ suffices: (NetworkComparison.Variant) -> Bool) -> String? {
    guard allowsWhatIfs(assessment.plan) else { return nil }
    let comparison = NetworkComparison(of: assessment.plan, prices: assessment.traffic.prices)
    return comparison.variants.dropFirst().first(where: suffices).map { variant in
      variant.name == "overlay"
        ? "an overlay network" : variant.name.replacing("custom, ", with: "custom networking with ")
    }
  }

  private static func missing(_ load: SubnetLoad) -> Int { load.mostTaken - (load.usableAddresses ?? 0) }
}

extension SubnetLoad {
  /// The number of addresses that are taken now, or at the level that decides the verdict if that is more.
  var mostTaken: Int { max(taken(at: .now), taken(at: basis)) }
}

/// Returns a number with a noun: `1 node`, `2 nodes`.
func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
}
