internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// A command that can say how its numbers come to be.
protocol Explaining {
  /// What is explained, with its derivation.
  func explanations() throws -> [(String, [DerivationStep])]
}

/// `headroom explain`: the derivation of the numbers that a command prints.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how numbers come to be: formula, inputs, source.",
    usage: """
      headroom explain COMMAND ...
      headroom explain -f FILE subnet|node-group|service NAME
      headroom explain CODE
      """,
    discussion: """
      EXAMPLES
        headroom explain max-pods m5.large --prefix-delegation
        headroom explain warm-pool t3.small --pods 5
        headroom explain -f plan.yaml subnet public-a
        headroom explain HR-SUB-004
      """)

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("A command with its arguments, a part of a plan, or the code of a finding.", valueName: "what"))
  var words: [String] = []

  func run() throws {
    guard let first = words.first, first != "-h", first != "--help" else {
      throw CleanExit.helpRequest(self)
    }
    if let check = Check.all.first(where: { $0.id == first.uppercased() }) { return try print(check) }
    let explanations = first.hasPrefix("-") ? try ofPlan() : try ofCommand()
    let style = Terminal.style(noColor: true)
    try Terminal.write(
      explanations.map { "\(printable($0))\n\n" + DerivationStep.text($1, style) }.joined(separator: "\n"))
  }

  private func ofCommand() throws -> [(String, [DerivationStep])] {
    let command = try HeadroomCommand.parseAsRoot(words)
    guard let command = command as? any Explaining else {
      throw ValidationError(
        "'\(words[0])' has no derivations; expected max-pods, warm-pool, subnet, topology, traffic or check")
    }
    return try command.explanations()
  }

  private func ofPlan() throws -> [(String, [DerivationStep])] {
    let arguments = try PlanArguments.parse(words)
    let all = try arguments.plan.assess().assessment.explanations
    let wanted = "\(arguments.kind.rawValue) \(arguments.name)"
    let found = all.filter { $0.0 == wanted }
    if !found.isEmpty { return found }
    return try orExit {
      let names = all.map(\.0)
      let hint =
        nearestName(to: wanted, among: names).map { "did you mean '\($0)'?" }
        ?? "the plan has \(names.prefix(10).joined(separator: ", "))"
      throw InvalidInput(description: "the plan has no \(wanted); \(hint)")
    }
  }

  struct PlanArguments: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "headroom explain")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
      case subnet
      case nodeGroup = "node-group"
      case service
    }

    @OptionGroup var plan: PlanOptions
    @Argument var kind: Kind
    @Argument var name: String
  }

  private func print(_ check: Check) throws {
    let verdicts = check.verdicts.sorted().map(\.description).joined(separator: ", ")
    try Terminal.write("\(check.id)  \(check.title) (\(verdicts))\n\nRule: \(check.rule)\n\nFix: \(check.fix)\n")
  }
}
