public import Headroom

extension Document {
  /// Returns the answer of `headroom traffic`: the cross-zone traffic with and without topology hints, and its cost.
  ///
  /// - Parameters:
  ///   - assessment: The assessment of the plan.
  ///   - positions: The positions of the plan's parts in the plan files, which are shown with the findings.
  public static func traffic(
    _ assessment: Assessment, positions: [PlanPart: SourcePosition] = [:]
  ) -> Document {
    let found = found(
      assessment.findings.filter { $0.subject.kind == .service || $0.subject.kind == .network }, positions)
    let traffic = assessment.traffic
    // The numbers stand on what the plan does not say, such as the zones of nodes that Karpenter adds.
    var basis = Section(id: "assumptions", title: nil)
    let assumptions = assessment.assumptions
    basis.list = { ("Assumptions", assumptions.map(\.text)) }
    basis.isIncluded = !traffic.isEmpty
    let sections = trafficSections(assessment) + (found.isEmpty ? [] : [findings(found)]) + [basis]
    var document = Document(kind: "Traffic", title: assessment.plan.name, sections: sections) {
      traffic.json.merging(["assumptions": .array(assumptions.map { .string($0.text) })]) { $1 }
    }
    document.emptyText = "The plan has neither `services` nor `network`."
    document.derivations = {
      derivations(of: traffic) + [Derivation(title: "Network", steps: traffic.steps)]
    }
    return document
  }

  /// - Parameter folds: Whether people see the lines of the bill only when they ask for them.
  static func trafficSections(_ assessment: Assessment, folds: Bool = false) -> [Section] {
    let traffic = assessment.traffic
    var services = section("traffic", "Services") { .traffic(assessment) }
    services.figures = { [.traffic(of: assessment)].compactMap(\.self) }
    services.remarks = { traffic.services.flatMap { item in item.notes.map { "\(item.service.name): \($0)" } } }
    services.remarksAreAboutRows = true
    var bill = section("traffic-lines", "Monthly bill of the network") { .trafficLines(assessment) }
    bill.foldsTable = folds
    bill.remarks = { traffic.lines.isEmpty && traffic.services.allSatisfy(\.lines.isEmpty) ? [] : traffic.summary }
    bill.list = { traffic.breakEvens.isEmpty ? nil : ("Break-even", traffic.breakEvens.map(\.sentence)) }
    services.isIncluded = !traffic.isEmpty
    bill.isIncluded = !traffic.isEmpty
    return [services, bill]
  }
}

extension ServiceTraffic {
  /// The notes on the Service that are not in its row of the table.
  var notes: [String] {
    var notes = request.ignored
    if let obstacle { notes.append(obstacle) }
    if let event = routing?.event, !event.isEnabled { notes.append(event.message) }
    if let routing, !routing.zonesWithoutHint.isEmpty {
      notes.append(
        "no pod is hinted to \(routing.zonesWithoutHint.joined(separator: ", ")), so clients there use all pods"
      )
    }
    if routing?.isTie == true {
      notes.append(
        "the controller may distribute the hints differently: it breaks ties at random, and Headroom by zone name")
    }
    if !countsWithoutHints.isEmpty {
      notes.append(
        "no hints with \(countsWithoutHints.map(String.init).joined(separator: ", ")) replicas in these zones")
    }
    for item in loadBalancers {
      let crossings = Document.Cell.factor(item.billedCrossings).shown ?? ""
      notes.append(
        """
        \(item.loadBalancer.kind.rawValue.uppercased()) with \(item.loadBalancer.target.rawValue) targets: \
        \(crossings) billed zone crossings per byte
        """
      )
    }
    return notes
  }
}

extension PlanTraffic {
  /// The total cost in sentences, with the reasons if it is not known.
  var summary: [String] {
    var lines: [String] = []
    if let cost = total.costPerMonth {
      let without =
        totalWithoutHints.costPerMonth.map {
          $0 == cost ? "" : "; \($0) without hints\(saving.map { ", which save \($0)" } ?? "")"
        }
        ?? ""
      lines.append("Total of the network: \(cost)\(without).")
      if let mine = addressable.costPerMonth, let rest = notAddressable.costPerMonth {
        lines.append(
          "Topology hints can affect \(mine.formatted()) of this; \(rest.formatted()) does not depend on them.")
      }
    } else {
      lines.append("Total of the network: not known. Known so far: \(total.subtotal).")
    }
    if !total.missingPrices.isEmpty {
      lines += total.missingPrices.map { meter in
        let missing = MissingPrice(meter: meter, region: prices.meters.region)
        return "No price is known for \(meter) in \(missing.region). \(missing.remedy)"
      }
    }
    if !total.missingQuantities.isEmpty {
      lines.append("No volume given for \(Self.list(total.missingQuantities)). Set gbPerMonth.")
    }
    lines += priceAges(allLines, asOf: prices.today)
    if !total.assumed.isEmpty { lines.append("Assumed: \(Self.list(total.assumed)).") }
    return lines
  }

  private static func list(_ purposes: [BillPurpose]) -> String {
    purposes.map { printable($0.description) }.joined(separator: "; ")
  }
}

extension BreakEven {
  /// The comparison in one sentence, followed by the result for the plan if its volume is known.
  var sentence: String {
    let gigabytes = Document.Cell.quantity(volume.quantity).shown ?? ""
    let plan = planned.map { volume in
      " The plan has \(Document.Cell.quantity(volume.quantity).shown ?? "") GB: \(cheaper ?? "")."
    }
    return "\(question): above \(gigabytes) GB a month \(first), below it \(second).\(plan ?? "")"
  }
}
