internal import Headroom

/// The places of a page that links lead to. Their names are made of numbers, never of words from a plan.
struct PageLinks {
  /// The derivations that the page shows.
  let derivations: [Document.Derivation]
  /// The number of derivations that the page leaves out.
  let omitted: Int
  private var anchors: [PlanPart: String] = [:]

  init(to document: Document) {
    let all = document.derivations()
    derivations = document.shown(of: all)
    omitted = all.count - derivations.count
    for (place, item) in derivations.enumerated() {
      guard let part = item.part, anchors[part] == nil else { continue }
      anchors[part] = Self.anchor(place)
    }
  }

  /// The name of a derivation's place.
  static func anchor(_ place: Int) -> String { "why-\(place + 1)" }

  /// Returns a text as a link to the derivation of a part's numbers, or as it is if the page does not show that.
  func link(_ text: String, to part: PlanPart?) -> HTMLNode {
    guard let anchor = part.flatMap({ anchors[$0] ?? anchors[$0.whole] }) else { return .text(text) }
    return element("a", [("href", "#\(anchor)")], .text(text))
  }
}

extension Document {
  /// The number of derivations of one kind of parts that a page shows, those of parts with a finding first.
  private static var mostDerivations: Int { 100 }

  fileprivate func shown(of derivations: [Derivation]) -> [Derivation] {
    let kinds = Dictionary(grouping: derivations.indices) { derivations[$0].part?.kind }
    guard kinds.values.contains(where: { $0.count > Self.mostDerivations }) else { return derivations }
    let found = Set(sections.compactMap(\.findings).joined().flatMap { [$0.finding.subject.whole] + $0.finding.parts })
    let chosen = kinds.values.flatMap { places in
      let troubled = places.filter { derivations[$0].part.map(found.contains) ?? false }
      let others = places.filter { derivations[$0].part.map { !found.contains($0) } ?? true }
      return (troubled + others).prefix(Self.mostDerivations)
    }
    return chosen.sorted().map { derivations[$0] }
  }
}
