internal import Headroom

extension Document {
  /// Returns the section about what may happen to the cluster: the loss of each zone, and rolling updates.
  static func survival(_ assessment: Assessment) -> Section {
    var section = Section(id: "survival", title: "Zone loss and updates")
    section.audience = .pages
    section.figures = {
      guard Overview.allowsWhatIfs(assessment.plan) else { return [.updates(of: assessment)].compactMap(\.self) }
      let (losses, pods) = ZoneLoss.each(of: assessment.analysis)
      return [.zoneLosses(losses, pods: pods), .updates(of: assessment)].compactMap(\.self)
    }
    return section
  }

  /// Returns the section that compares the network modes, for a plan that is small enough.
  static func comparedModes(_ assessment: Assessment) -> Section {
    var section = Section(id: "comparison", title: "Network modes compared")
    section.audience = .pages
    guard Overview.allowsWhatIfs(assessment.plan) else {
      section.remarks = { ["`headroom compare` computes a plan of this size with the other network modes."] }
      return section
    }
    section = Section(id: "comparison", title: "Network modes compared") {
      .variants(NetworkComparison(of: assessment.plan, prices: assessment.traffic.prices))
    }
    section.audience = .pages
    return section
  }
}
