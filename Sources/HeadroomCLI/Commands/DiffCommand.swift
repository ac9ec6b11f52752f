internal import ArgumentParser
internal import Headroom
internal import HeadroomImport
internal import HeadroomReport

/// The command `headroom diff`, which compares two plans.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changes between two plans: values, findings, addresses and costs.",
    discussion: """
      Each plan is a file or a folder, as for -f. The exit status depends on what gets
      worse alone: a finding that both plans have does not count.

      EXAMPLES
        headroom diff main/plan.yaml plan.yaml
        headroom diff main/plan.yaml plan.yaml -o markdown > comment.md
        headroom diff plan.yaml plan.yaml --set nodeGroups.ng1.maxSize=20
      """)

  @Argument(help: "The plan before.")
  var old: String

  @Argument(help: "The plan after; --set changes this one.")
  var new: String

  @Option(help: ArgumentHelp("The cluster to plan, if the files describe several.", valueName: "name"))
  var cluster: String?

  @Flag(name: .customLong("assume-even-spread"), help: PlanFiles.helpOnEvenSpread)
  var assumesEvenSpread = false

  @Option(
    name: .customLong("set"), help: ArgumentHelp("Override one value of the plan after.", valueName: "path=value"))
  var changes: [PlanChange] = []

  @OptionGroup var basis: AssessmentBasis
  @OptionGroup var verdict: VerdictOptions
  @OptionGroup var output: DifferenceOutput

  func run() throws {
    guard old != "-" || new != "-" else {
      throw ValidationError("only one of the plans can be read from standard input")
    }
    try output.put(
      try basis.assess(PlanFiles(old, cluster: cluster, assumesEvenSpread: assumesEvenSpread)),
      try basis.assess(PlanFiles(new, cluster: cluster, assumesEvenSpread: assumesEvenSpread, changes: changes)),
      verdict)
  }
}
