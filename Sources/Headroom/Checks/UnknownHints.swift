extension Check {
  /// Whether the hints of a Service can be told.
  static let unknownHints = Check(
    "HR-TRF-010", "Hints not known",
    rule: "topology-mode Auto goes by the nodes' CPU, and no source tells how much a type of the plan leaves to pods.",
    verdicts: [.unknown],
    fix: "Add the type with its vcpus under instanceTypes."
  ) { analysis in
    analysis.traffic.services.filter { $0.routing == nil }.map { item in
      Answer(
        .unknown, PlanPart(.service, item.service.name),
        "the CPU of a type is not known, and the hints of topology-mode Auto hang on it")
    }
  }
}
