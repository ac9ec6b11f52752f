internal import ArgumentParser
internal import Headroom
internal import HeadroomImport
internal import HeadroomReport

/// The options of every command that reads a plan.
struct PlanOptions: ParsableArguments {
  @Option(name: [.short, .long], help: ArgumentHelp("The plan; - reads standard input.", valueName: "file"))
  var filename: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change one value for this run: cni.env.ENABLE_PREFIX_DELEGATION=true, nodeGroups.ng1.maxSize=20.",
      valueName: "path=value"))
  var changes: [PlanChange] = []

  @Option(
    help: ArgumentHelp(
      "The day from which prices are called stale; by default the newest date of the embedded data.", valueName: "date")
  )
  var asOf: CalendarDate?

  @Flag(
    name: .customLong("assume-cross-az"),
    help: "Where the region's price of traffic between zones is not known, take AWS' one price for all.")
  var assumesCrossZonePrice = false

  @OptionGroup var catalog: CatalogOptions

  func validate() throws {
    if filename.isEmpty { throw ValidationError("no plan: expected -f FILE; `headroom init` prints one to start from") }
  }

  /// Reads the plan and assesses it.
  func assess() throws -> Assessed {
    let types = try catalog.catalog()
    return try orExit {
      let files = try filename.map { try Files.read($0) }
      let imported = try importPlan(files, catalog: types, changes: changes) { name in
        Files.read(name, beside: filename[0])
      }
      var prices = Prices.bundled(for: imported.plan.region)
      if let asOf { prices.today = asOf }
      if assumesCrossZonePrice, prices.network[.crossAZDefault] == nil {
        Terminal.complain("Note: AWS' one price for traffic between zones does not hold in \(imported.plan.region).")
      }
      if assumesCrossZonePrice { prices.network = prices.network.assumingCrossZonePrice() }
      let assessment = Assessment(of: imported.plan, prices: prices)
      return Assessed(assessment: assessment, positions: imported.positions)
    }
  }

  /// An assessed plan with the places of its parts in the files.
  struct Assessed {
    let assessment: Assessment
    let positions: [PlanPart: SourcePosition]

    /// The answer of `headroom check`.
    var document: Document { .assessment(assessment, positions: positions) }
  }
}

/// Which findings end a command with an exit status other than 0.
struct VerdictOptions: ParsableArguments {
  enum Level: String, ExpressibleByArgument, CaseIterable {
    case fail, warn
  }

  @Option(help: "Exit with 1 from this verdict on.")
  var failOn = Level.fail

  @Flag(help: "Exit with 2 if something is unknown.")
  var strict = false

  @Flag(help: "Exit with 0 where findings would make it 1.")
  var exitZero = false

  /// Ends with the status that the findings ask for; a failure wins over what is unknown.
  func exit(with assessment: Assessment) throws {
    let limit = failOn == .warn ? Verdict.warn : .fail
    let isUnknown = strict && assessment.findings.contains { $0.verdict == .unknown }
    if assessment.verdict >= limit, !exitZero { throw ExitCode.findings }
    if isUnknown { throw ExitCode.invalidInput }
  }
}
