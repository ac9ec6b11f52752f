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
      headroom explain -f FILE subnet|node-group|workload|service NAME
      headroom explain -f FILE finding CODE [NAME]
      headroom explain -f FILE growth
      headroom explain CODE
      """,
    discussion: """
      The short words of kubectl work as well: ng, deploy, ds, sts, svc.

      EXAMPLES
        headroom explain max-pods m5.large --prefix-delegation
        headroom explain warm-pool t3.small --pods 5
        headroom explain -f plan.yaml subnet public-a
        headroom explain -f plan.yaml workload nginx
        headroom explain -f plan.yaml finding HR-SUB-001 public-a
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
    let known = ["max-pods", "warm-pool", "subnet", "topology", "traffic", "check"]
    if !HeadroomCommand.commandNames.contains(words[0]) {
      let meant = nearestName(to: words[0], among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw ValidationError("'\(words[0])' is not a command or the code of a check\(meant)")
    }
    let command = try HeadroomCommand.parseAsRoot(words)
    guard let command = command as? any Explaining else {
      throw ValidationError("'\(words[0])' cannot be explained; expected \(known.joined(separator: ", "))")
    }
    let document = try command.answer()
    let text = document.explanation(Terminal.style(noColor: true))
    guard document.isExplained, !text.isEmpty else {
      throw ValidationError("'\(words.joined(separator: " "))' cannot be explained")
    }
    return text
  }

  private func ofPlan() throws -> String {
    let arguments = try PlanArguments.parse(words)
    let assessed = try arguments.plan.assess()
    let document = assessed.document
    let style = Terminal.style(noColor: true)
    switch arguments.kind {
    case .finding: return try orExit { try finding(arguments.names, in: assessed.assessment, document, style) }
    case .growth: return try orExit { try part(PlanPart(.plan, key: "growth"), of: document, style) }
    case .part(let kind):
      guard arguments.names.count == 1 else {
        throw ValidationError("expected one name after '\(kind)', such as `\(kind) NAME`")
      }
      return try orExit { try part(PlanPart(kind, arguments.names[0]), of: document, style) }
    }
  }

  /// Returns the derivation of the numbers of a part of a plan.
  private func part(_ wanted: PlanPart, of document: Document, _ style: TextStyle) throws -> String {
    guard document.explainedParts.contains(wanted) else {
      if wanted.key == "growth" {
        throw InvalidInput(description: "the plan does not describe how it grows; add growth")
      }
      let names = document.explainedParts.filter { $0.kind == wanted.kind }.map(\.name)
      let hint =
        nearestName(to: wanted.name, among: names).map { "did you mean '\($0)'?" }
        ?? (names.isEmpty ? "it has none" : "it has \(names.prefix(10).joined(separator: ", "))")
      throw InvalidInput(description: "the plan has no \(wanted); \(hint)")
    }
    return document.explanation(of: wanted, style)
  }

  /// Returns the findings with a code, about one part if its name is given, with the rule and the numbers behind them.
  private func finding(
    _ words: [String], in assessment: Assessment, _ document: Document, _ style: TextStyle
  ) throws -> String {
    guard let code = words.first?.uppercased(), words.count <= 2 else {
      throw InvalidInput(description: "expected the code of a finding, such as `finding HR-SUB-001`")
    }
    guard let check = Check.all.first(where: { $0.id == code }) else {
      let hint = nearestName(to: code, among: Check.all.map(\.id)).map { "; did you mean '\($0)'?" } ?? ""
      throw InvalidInput(description: "no check '\(code.prefix(80))'\(hint)")
    }
    let found = assessment.findings.filter { finding in
      finding.code == code && (words.count < 2 || finding.parts.contains { $0.name == words[1] })
    }
    guard !found.isEmpty else {
      let others = Set(assessment.findings.filter { $0.code == code }.map(\.subject.whole.description)).sorted()
      let hint = others.isEmpty ? "" : "; it has some about \(others.prefix(10).joined(separator: ", "))"
      let about = words.count < 2 ? "" : " about \(words[1])"
      throw InvalidInput(description: "the plan has no finding \(code)\(about)\(hint)")
    }
    let parts = found.flatMap(\.parts).filter(document.explainedParts.contains)
    let unique = parts.reduce(into: [PlanPart]()) { if !$0.contains($1) { $0.append($1) } }
    return ([Document.check(check, found: found).text(style)] + unique.map { document.explanation(of: $0, style) })
      .joined(separator: "\n")
  }
}

extension ExplainCommand {
  /// The arguments of `explain -f`.
  struct PlanArguments: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "headroom explain")

    /// What is explained: a kind of part, a finding, or the growth.
    enum Kind: ExpressibleByArgument {
      case part(PlanPart.Kind)
      case finding, growth

      /// The words that are understood, the short ones of kubectl and eksctl included.
      private static let words: [String: Kind] = [
        "subnet": .part(.subnet), "subnets": .part(.subnet), "node-group": .part(.nodeGroup),
        "nodegroup": .part(.nodeGroup), "ng": .part(.nodeGroup), "nodepool": .part(.nodeGroup),
        "workload": .part(.workload), "deployment": .part(.workload), "deploy": .part(.workload),
        "daemonset": .part(.workload), "ds": .part(.workload), "statefulset": .part(.workload), "sts": .part(.workload),
        "service": .part(.service), "svc": .part(.service), "finding": .finding, "growth": .growth,
      ]

      init?(argument: String) {
        guard let kind = Self.words[argument.lowercased()] else { return nil }
        self = kind
      }

      static var allValueStrings: [String] { ["subnet", "node-group", "workload", "service", "finding", "growth"] }
    }

    @OptionGroup var plan: PlanOptions
    @Argument(help: "What to explain: subnet, node-group, workload, service, finding or growth.") var kind: Kind
    @Argument(help: "The name of the part, or the code of the finding and the name of a part.") var names: [String] = []
  }
}
