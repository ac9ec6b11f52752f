internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// A command that can show how its numbers are derived.
protocol Explaining {
  /// Returns the answer of the command, with its derivations.
  func answer() throws -> Document
}

/// The command `headroom explain`, which shows how the numbers of other commands are derived.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how a number is derived: formula, inputs and source.",
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
    help: ArgumentHelp("A command with its arguments, a part of a plan, or the code of a check.", valueName: "what"))
  var words: [String] = []

  func run() throws {
    guard let first = words.first, first != "-h", first != "--help" else {
      throw CleanExit.helpRequest(self)
    }
    if let check = Check.all.first(where: { $0.id == first.uppercased() }) {
      return try Terminal.write(Document.check(check).text(Terminal.style(noColor: true)))
    }
    try Terminal.write(first.hasPrefix("-") ? try ofPlan() : try ofCommand())
  }

  private func ofCommand() throws -> String {
    let command = try HeadroomCommand.parseAsRoot(words)
    guard let command = command as? any Explaining else {
      throw ValidationError(
        "'\(words[0])' cannot be explained; expected max-pods, warm-pool, subnet, topology, traffic or check")
    }
    let document = try command.answer()
    guard document.isExplained else { throw ValidationError("'\(words.joined(separator: " "))' cannot be explained") }
    return document.explanation(Terminal.style(noColor: true))
  }

  private func ofPlan() throws -> String {
    let arguments = try PlanArguments.parse(words)
    let document = try arguments.plan.assess().document
    let wanted = PlanPart(arguments.kind.part, arguments.name)
    guard document.explainedParts.contains(wanted) else {
      return try orExit {
        let names = document.explainedParts.map(\.description)
        let hint =
          nearestName(to: wanted.description, among: names).map { "did you mean '\($0)'?" }
          ?? "the plan has \(names.prefix(10).joined(separator: ", "))"
        throw InvalidInput(description: "the plan has no \(wanted); \(hint)")
      }
    }
    return document.explanation(of: wanted, Terminal.style(noColor: true))
  }

  struct PlanArguments: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "headroom explain")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
      case subnet
      case nodeGroup = "node-group"
      case service

      var part: PlanPart.Kind {
        switch self {
        case .subnet: .subnet
        case .nodeGroup: .nodeGroup
        case .service: .service
        }
      }
    }

    @OptionGroup var plan: PlanOptions
    @Argument var kind: Kind
    @Argument var name: String
  }
}
