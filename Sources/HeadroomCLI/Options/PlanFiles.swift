internal import ArgumentParser
internal import Headroom
internal import HeadroomImport

/// The options that name the files of a plan.
struct PlanFiles: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      """
      A plan file, a file of eksctl, output of `terraform show -json`, `kubectl get -o json` or the AWS CLI, or a folder \
      with such files; - reads from standard input. The option may be repeated, and left out directly after the command.
      """,
      valueName: "file"))
  var filename: [String] = []

  @Option(help: ArgumentHelp("The cluster to plan, if the files describe several.", valueName: "name"))
  var cluster: String?

  @Flag(name: .customLong("assume-even-spread"), help: PlanFiles.helpOnEvenSpread)
  var assumesEvenSpread = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Override one value of the plan for this run, such as nodeGroups.ng1.maxSize=20 or cni.env.WARM_IP_TARGET=2.",
      valueName: "path=value"))
  var changes: [PlanChange] = []

  /// The help of `--assume-even-spread`.
  static let helpOnEvenSpread: ArgumentHelp = """
    Take the nodes of a group that are in some of several subnets to be spread evenly over all of them. Terraform knows the \
    subnets only after apply if it makes them.
    """

  init() {}

  /// Creates the options for one file or folder.
  init(_ path: String, cluster: String? = nil, assumesEvenSpread: Bool, changes: [PlanChange] = []) {
    (filename, self.cluster, self.assumesEvenSpread, self.changes) = ([path], cluster, assumesEvenSpread, changes)
  }

  /// Reads the files, and prints what is to be said about them.
  func read(_ types: InstanceCatalog) throws -> ImportedPlan {
    guard !filename.isEmpty else {
      throw ValidationError("no plan given; expected -f FILE (`headroom init` prints a plan to start from)")
    }
    return try orExit {
      let imported = try importPlan(
        try Files.inputs(filename), cluster: cluster, assumesEvenSpread: assumesEvenSpread, catalog: types,
        changes: changes
      ) { Files.read($0, beside: $1 == "<stdin>" ? "-" : $1) }
      for note in imported.notes { Terminal.complain("Note: \(note)") }
      return imported
    }
  }
}
