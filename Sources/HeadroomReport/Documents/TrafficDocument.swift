public import Headroom

extension Document {
  /// The answer of `headroom traffic`: what crosses zones, with and without topology hints, and what it costs.
  ///
  /// - Parameters:
  ///   - assessment: The plan, assessed.
  ///   - positions: Where the parts of the plan stand in their files, so that findings can name the place.
  public static func traffic(
    _ assessment: Assessment, positions: [PlanPart: SourcePosition] = [:]
  ) -> Document {
    let found = found(
      assessment.findings.filter { $0.subject.kind == .service || $0.subject.kind == .network }, positions)
    let sections = trafficSections(assessment) + (found.isEmpty ? [] : [findings(found)])
    let traffic = assessment.traffic
    var document = Document(kind: "Traffic", title: assessment.plan.name, sections: sections) { traffic.json }
    document.emptyText = "The plan has no services and no network."
    document.derivations = {
      derivations(of: traffic) + [Derivation(title: "Network", steps: traffic.steps)]
    }
    return document
  }

  static func trafficSections(_ assessment: Assessment) -> [Section] {
    let traffic = assessment.traffic
    var services = section("traffic", "Services") { .traffic(assessment) }
    services.drawings = { [(nil, traffic.services.compactMap(Drawing.bars))] }
    services.remarks = { traffic.services.flatMap { item in item.notes.map { "\(item.service.name): \($0)" } } }
    services.remarksAreAboutRows = true
    var bill = section("traffic-lines", "Bill of a month") { .trafficLines(assessment) }
    bill.remarks = { traffic.lines.isEmpty && traffic.services.allSatisfy(\.lines.isEmpty) ? [] : traffic.summary }
    bill.list = { traffic.breakEvens.isEmpty ? nil : ("Break-even", traffic.breakEvens.map(\.sentence)) }
    services.isIncluded = !traffic.isEmpty
    bill.isIncluded = !traffic.isEmpty
    return [services, bill]
  }
}

extension ServiceTraffic {
  /// What the table leaves unsaid about the Service.
  var notes: [String] {
    var notes = request.ignored
    if let obstacle { notes.append(obstacle) }
    if let event = routing?.event, !event.isEnabled { notes.append(event.message) }
    if let routing, !routing.zonesWithoutHint.isEmpty {
      notes.append(
        "clients in \(routing.zonesWithoutHint.joined(separator: ", ")) have no pod hinted to their zone and use all pods"
      )
    }
    if routing?.isTie == true {
      notes.append("the controller may distribute the hints differently; ties go to the smallest zone name here")
    }
    if !countsWithoutHints.isEmpty {
      notes.append(
        "no hints with \(countsWithoutHints.map(String.init).joined(separator: ", ")) replicas in these zones")
    }
    for item in loadBalancers {
      let crossings = Document.Cell.factor(item.billedCrossings).shown ?? ""
      notes.append(
        "\(item.loadBalancer.kind.rawValue.uppercased()) with \(item.loadBalancer.target.rawValue) targets: \(crossings) billed zone crossings per byte"
      )
    }
    return notes
  }
}

extension PlanTraffic {
  /// The total in sentences, and why it is not known.
  var summary: [String] {
    var lines: [String] = []
    if let cost = total.costPerMonth {
      let without = totalWithoutHints.costPerMonth.map { $0 == cost ? "" : "; \($0) without hints" } ?? ""
      lines.append("Total: \(cost)\(without).")
      if let mine = addressable.costPerMonth, let rest = notAddressable.costPerMonth {
        lines.append(
          "Topology hints can affect \(mine.formatted()) of this; \(rest.formatted()) does not depend on them.")
      }
    } else {
      lines.append("Total: not known.")
    }
    if !total.missingPrices.isEmpty {
      let names = total.missingPrices.map(\.rawValue).joined(separator: ", ")
      lines.append("No price is known for \(names) in \(prices.network.region). Set network.prices.")
    }
    if !total.missingQuantities.isEmpty {
      lines.append("No volume given for \(Self.list(total.missingQuantities)). Set gbPerMonth.")
    }
    if !total.assumed.isEmpty { lines.append("Assumed: \(Self.list(total.assumed)).") }
    return lines
  }

  private static func list(_ purposes: [BillPurpose]) -> String {
    purposes.map { printable($0.description) }.joined(separator: "; ")
  }
}

extension BreakEven {
  /// The comparison in a sentence.
  var sentence: String {
    let gigabytes = Document.Cell.quantity(volume.quantity).shown ?? ""
    let plan = planned.map { volume in
      " The plan has \(Document.Cell.quantity(volume.quantity).shown ?? "") GB: \(cheaper ?? "")."
    }
    return "\(question): above \(gigabytes) GB a month \(first), below it \(second).\(plan ?? "")"
  }
}
