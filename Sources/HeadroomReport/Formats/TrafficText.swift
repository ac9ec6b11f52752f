internal import Headroom

extension Report {
  /// The traffic for a terminal: Services, the bill with its total, what is not known, break-evens.
  public func trafficText(_ style: TextStyle = TextStyle()) -> String {
    let traffic = assessment.traffic
    var text = ""
    if !traffic.services.isEmpty {
      text += "Services\n" + Section.traffic.table(self).text(style)
      for item in traffic.services {
        for note in item.notes {
          text += wrapped(printable("\(item.service.name): \(note)"), indent: 2, width: style.width)
        }
      }
    }
    let lines = Section.trafficLines.table(self)
    guard !lines.rows.isEmpty else { return text }
    text += text.isEmpty ? "" : "\n"
    text +=
      "Bill of a month\n" + lines.text(style)
      + traffic.summary.map { wrapped($0, indent: 0, width: style.width) }.joined()
    guard !traffic.breakEvens.isEmpty else { return text }
    text += "\nBreak-even\n"
    for item in traffic.breakEvens { text += wrapped(printable(item.sentence), indent: 2, width: style.width) }
    return text
  }

  /// The traffic with what is worth knowing about it: what `headroom traffic` prints.
  public func trafficReport(_ style: TextStyle = TextStyle()) -> String {
    let findings = assessment.findings.filter { $0.subject.kind == .service || $0.subject.kind == .network }
    return trafficText(style) + (findings.isEmpty ? "" : "\n" + text(of: findings, style))
  }
}

extension ServiceTraffic {
  /// What the table alone would leave unsaid.
  var notes: [String] {
    var notes = request.ignored
    if let obstacle { notes.append(obstacle) }
    if let event = routing?.event, !event.isEnabled { notes.append(event.message) }
    if let routing, !routing.zonesWithoutHint.isEmpty {
      notes.append(
        "clients in \(routing.zonesWithoutHint.joined(separator: ", ")) have no pod hinted to them and use all")
    }
    if routing?.isTie == true { notes.append("another deal of hints is as likely; the smallest zone name wins here") }
    if !countsWithoutHints.isEmpty {
      notes.append(
        "no hints with \(countsWithoutHints.map(String.init).joined(separator: ", ")) replicas in these zones")
    }
    for item in loadBalancers {
      let crossings = Cell.factor(item.billedCrossings).shown ?? ""
      notes.append(
        "\(item.loadBalancer.kind.rawValue.uppercased()), \(item.loadBalancer.target.rawValue) targets: \(crossings) billed crossings a byte"
      )
    }
    return notes
  }
}

extension PlanTraffic {
  /// The total in sentences, and why it is not known.
  var summary: [String] {
    let total = total
    var lines: [String] = []
    if let cost = total.costPerMonth {
      let without = totalWithoutHints.costPerMonth.map { $0 == cost ? "" : "; \($0) without hints" } ?? ""
      lines.append("Total: \(cost)\(without).")
      if let mine = addressable.costPerMonth, let rest = notAddressable.costPerMonth {
        lines.append(
          "kube-proxy, and so hints, decide about \(mine.formatted()) of it; \(rest.formatted()) no hint can touch.")
      }
    } else {
      lines.append("Total: not known.")
    }
    if !total.missingPrices.isEmpty {
      lines.append(
        "No price of \(total.missingPrices.map(\.rawValue).joined(separator: ", ")) in \(prices.network.region) is known: set network.prices."
      )
    }
    if !total.missingQuantities.isEmpty {
      lines.append(
        "Nobody told how much: \(total.missingQuantities.map { printable($0.description) }.joined(separator: "; ")).")
    }
    if !total.assumed.isEmpty {
      lines.append("Assumed: \(total.assumed.map { printable($0.description) }.joined(separator: "; ")).")
    }
    return lines
  }
}

extension BreakEven {
  /// The comparison in a sentence.
  var sentence: String {
    let gigabytes = Cell.quantity(volume.quantity).shown ?? ""
    let plan = planned.map { volume in
      " Planned are \(Cell.quantity(volume.quantity).shown ?? ""): \(cheaper ?? "")."
    }
    return "\(question): above \(gigabytes) GB a month \(first), below it \(second).\(plan ?? "")"
  }
}
