internal import ArgumentParser
internal import Headroom
internal import HeadroomImport
internal import HeadroomReport

/// The options of the commands that read a plan.
struct PlanOptions: ParsableArguments {
  @OptionGroup var files: PlanFiles
  @OptionGroup var basis: AssessmentBasis

  /// The names of the files of the plan.
  var filename: [String] { files.filename }

  /// The options that name additional instance types.
  var catalog: CatalogOptions { basis.catalog }

  /// Reads the plan.
  func read() throws -> ImportedPlan { try files.read(try basis.catalog.catalog()) }

  /// Returns the prices for a plan.
  func prices(of plan: ClusterPlan, own: [SourceFile] = []) throws -> Prices { try basis.prices(of: plan, own: own) }

  /// Reads the plan and assesses it.
  func assess() throws -> Assessed { try basis.assess(files) }
}

/// The options that decide what a plan is assessed with: prices, dates, and accepted findings.
struct AssessmentBasis: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The date that counts as today: prices more than a year older are stale, and the Kubernetes version is in \
      standard or extended support. By default, the newest date in the embedded data.
      """,
      valueName: "date")
  )
  var asOf: CalendarDate?

  @Flag(
    name: .customLong("assume-cross-az"),
    help: "If the region's price for cross-AZ traffic is not known, use the general AWS price.")
  var assumesCrossZonePrice = false

  @Option(
    name: .customLong("prices"),
    help: ArgumentHelp(
      """
      Replace prices by those of a file: the CSV columns of data/, the output of `aws pricing get-products`, an offer \
      file of AWS, or Vantage's instances.json. The option may be repeated; the last file takes precedence.
      """,
      valueName: "file"))
  var priceFiles: [String] = []

  @Option(
    help: ArgumentHelp(
      "Accept the findings of an earlier `headroom check -o json`, unless they became worse.", valueName: "file"))
  var baseline: String?

  @OptionGroup var catalog: CatalogOptions

  /// Returns the prices for a plan.
  ///
  /// - Parameter own: The price files that the plan names, which those of the command line take precedence over.
  func prices(of plan: ClusterPlan, own: [SourceFile] = []) throws -> Prices {
    var prices = Prices.bundled(for: plan.region)
    for file in own { replace(&prices, with: try readPrices(file, for: plan.region), of: file.name) }
    for path in priceFiles {
      let list = try readPrices(named: path, for: plan.region, chunk: try Files.chunks(of: path))
      replace(&prices, with: list, of: path)
    }
    if let asOf { prices.today = asOf }
    if assumesCrossZonePrice, prices.meters[.crossAZDefault] == nil {
      Terminal.complain("Note: the general AWS price for cross-AZ traffic does not apply in \(plan.region).")
    }
    if assumesCrossZonePrice { prices.meters = prices.meters.assumingCrossZonePrice() }
    return prices
  }

  private func replace(_ prices: inout Prices, with own: OwnPrices, of file: String) {
    prices.replace(with: own)
    for note in own.notes { Terminal.complain("Note: \(file): \(note)") }
  }

  /// Reads a plan and assesses it.
  func assess(_ files: PlanFiles) throws -> Assessed {
    let imported = try files.read(try catalog.catalog())
    return try orExit {
      let prices = try self.prices(of: imported.plan, own: imported.priceFiles)
      let exceptions = try Files.exceptions(beside: files.filename) + (try baseline.map(Files.baseline) ?? [])
      let review = FindingReview(of: Assessment(of: imported.plan, prices: prices), exceptions)
      return Assessed(plan: imported, review: review)
    }
  }
}

/// An assessed plan, with the positions of its parts in the plan files.
struct Assessed {
  let plan: ImportedPlan
  let review: FindingReview

  /// The assessment without the findings that are accepted.
  var assessment: Assessment { review.assessment }
  /// The positions of the plan's parts in its files.
  var positions: [PlanPart: SourcePosition] { plan.positions }
  /// The answer of `headroom check`.
  var document: Document { .assessment(review, positions: positions) }
}

/// The options that decide which findings lead to an exit status other than 0.
struct VerdictOptions: ParsableArguments {
  enum Level: String, ExpressibleByArgument, CaseIterable {
    case fail, warn, unknown
  }

  @Option(
    help: """
      Exit with status 1 if there is a finding with this verdict or a worse one; an unknown verdict exits with status \
      2.
      """)
  var failOn = Level.fail

  @Flag(help: "Exit with status 2 if a verdict is unknown.")
  var strict = false

  @Flag(help: "Exit with status 0 even if findings would make it 1.")
  var exitZero = false

  /// The verdict from which on a finding leads to status 1.
  var limit: Verdict { failOn == .fail ? .fail : .warn }

  /// Exits with the status that follows from the findings. Status 1 takes precedence over status 2.
  func exit(with findings: [Finding]) throws {
    let isUnknown = (strict || failOn == .unknown) && findings.contains { $0.verdict == .unknown }
    if findings.contains(where: { $0.verdict >= limit }), !exitZero { throw ExitCode.findings }
    if isUnknown { throw ExitCode.invalidInput }
  }
}
