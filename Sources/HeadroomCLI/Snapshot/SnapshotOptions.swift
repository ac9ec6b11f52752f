internal import ArgumentParser
internal import HeadroomImport

/// The options of a snapshot.
struct SnapshotOptions: ParsableArguments {
  @Option(help: "The name of the EKS cluster.")
  var cluster: String

  @Option(help: ArgumentHelp("The region, passed on to `aws`.", valueName: "region"))
  var region: String?

  @Option(help: ArgumentHelp("The profile, passed on to `aws`.", valueName: "name"))
  var profile: String?

  @Option(help: ArgumentHelp("The context, passed on to `kubectl`.", valueName: "name"))
  var context: String?

  @Flag(help: "Keep whole answers, and not only the fields that are read. They may hold secrets.")
  var full = false

  mutating func validate() throws {
    for (name, value) in [("cluster", cluster), ("region", region), ("profile", profile), ("context", context)] {
      guard let value else { continue }
      if value.isEmpty || value.hasPrefix("-") || value.contains(where: \.isNewline) {
        throw ValidationError("the value of --\(name) is '\(value)'; expected a name")
      }
    }
  }

  /// The arguments that every command of a program gets.
  func arguments(of program: SnapshotCopy.Program) -> [String] {
    switch program {
    case .aws:
      ["--output", "json"] + (region.map { ["--region", $0] } ?? []) + (profile.map { ["--profile", $0] } ?? [])
    case .kubectl: context.map { ["--context", $0] } ?? []
    }
  }
}
