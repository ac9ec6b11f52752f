internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The root command `headroom`.
@main
struct HeadroomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headroom",
    abstract: "Capacity planning for Amazon EKS: pods, subnets, cross-AZ traffic.",
    discussion: """
      Works offline with an embedded catalogue of instance types and prices.

      EXAMPLES
        headroom max-pods m5.large c5.18xlarge
        headroom warm-pool t3.small --pods 0...11 --warm-ip-target 2 --minimum-ip-target 5
        headroom init --region ap-northeast-2 > plan.yaml
        headroom check -f plan.yaml --set cni.env.ENABLE_PREFIX_DELEGATION=true
        headroom check -f cluster.yaml -f subnets.json
        headroom diff main/plan.yaml plan.yaml -o markdown
        headroom convert -f cluster.yaml > plan.yaml
        headroom snapshot --cluster shop --out-dir shop
        headroom topology --cpu a=2000 b=2000 c=2000 --endpoints a=4 b=3 c=2
        headroom traffic plan.yaml
        headroom cost plan.yaml --by zone
        headroom report -f plan.yaml --out-dir report -o html -o csv
        headroom explain -f plan.yaml subnet public-a

      EXIT STATUS
        0   success
        1   there is a finding at or above --fail-on
        2   the input could not be evaluated
        64  the command line is not valid
      """,
    version: version,
    subcommands: [
      CheckCommand.self, ReportCommand.self, InitCommand.self, MaxPodsCommand.self, WarmPoolCommand.self,
      SubnetCommand.self, TopologyCommand.self, TrafficCommand.self, SimulateCommand.self, ProposeCommand.self,
      CompareCommand.self, DiffCommand.self, ConvertCommand.self, SnapshotCommand.self, CostCommand.self,
      RankCommand.self,
      CatalogCommand.self,
      ExplainCommand.self,
    ])

  /// Runs the tool.
  static func main() {
    let arguments = takingPlan(Array(CommandLine.arguments.dropFirst()))
    do {
      if let objection = objection(to: arguments) { throw ValidationError(objection) }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      end(with: error, arguments)
    }
  }

  /// Prints the help, the version or a message, and exits with the status of an error.
  private static func end(with error: any Error, _ arguments: [String]) -> Never {
    let status = exitCode(for: error)
    var message = fullMessage(for: error)
    guard !message.isEmpty else { exit(status) }
    if status.isSuccess {
      do {
        try Terminal.write(message + "\n")
      } catch {
        exit(.invalidInput)
      }
      exit(status)
    }
    // An argument cannot begin a line of its own, which could look like another message.
    for text in arguments.flatMap({ [$0] + $0.split(separator: "=", maxSplits: 1).map(String.init) })
    where text.contains(where: \.isNewline) {
      message = message.replacing(text, with: printable(text))
    }
    Terminal.complain(message)
    exit(status)
  }

  private static func exit(_ status: ExitCode) -> Never { exit(withError: status) }

  /// Returns the arguments with `-f` before a plan file that is given without it, directly after the command.
  private static func takingPlan(_ arguments: [String]) -> [String] {
    let commands = ["check", "report", "traffic", "propose", "compare", "cost", "rank", "convert"]
    guard arguments.count > 1, commands.contains(arguments[0]), !arguments[1].hasPrefix("-"),
      !arguments.contains(where: { $0 == "-f" || $0.hasPrefix("--filename") })
    else { return arguments }
    return [arguments[0], "-f"] + arguments.dropFirst()
  }

  /// The names of the commands.
  static var commandNames: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

  /// Returns why the first argument is not a command; `nil` if it is one, or an option.
  private static func objection(to arguments: [String]) -> String? {
    guard let first = arguments.first, !first.hasPrefix("-") else { return nil }
    let known = commandNames + ["help"]
    // The shell completion of ArgumentParser has commands of its own.
    guard !known.contains(first), !first.hasPrefix("---") else { return nil }
    let habits = [
      "validate": "check", "lint": "check", "plan": "check", "maxpods": "max-pods", "warmpool": "warm-pool",
      "instances": "catalog", "difference": "diff", "new": "init", "price": "cost", "prices": "cost", "bill": "cost",
      "version": "--version",
    ]
    let meant = habits[first.lowercased()] ?? nearestName(to: first.lowercased(), among: known)
    let hint = meant.map { "; did you mean '\($0)'?" } ?? "; expected one of \(known.joined(separator: ", "))"
    return "no command '\(first)'\(hint)"
  }

  /// The version, followed by the dates of the embedded data.
  private static var version: String {
    func range(_ dates: ClosedRange<CalendarDate>) -> String { "\(dates.lowerBound) to \(dates.upperBound)" }
    return """
      headroom \(EmbeddedFacts.version)
      catalogue: \(EmbeddedFacts.typeCount) instance types as of \(EmbeddedFacts.catalogDate)
      EC2 prices: \(range(EmbeddedFacts.priceDates))
      other prices: \(range(EmbeddedFacts.meterPriceDates)), where dated
      """
  }
}
