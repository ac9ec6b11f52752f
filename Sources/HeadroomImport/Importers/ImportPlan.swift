public import Headroom

/// Imports a plan from a plan file, from files of other tools, or from both.
///
/// ```swift
/// let text = "apiVersion: headroom/v1alpha1\nkind: CapacityPlan\n…"
/// let imported = try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text.utf8))])
/// ```
///
/// What a file is follows from its content, never from its name; <doc:OtherFiles> lists what can be read. The order of the
/// files never changes the result.
///
/// - Parameters:
///   - files: The files to read, at most one of which is a plan file. What a plan file says takes precedence.
///   - cluster: The name of the cluster; needed if the files of other tools describe several.
///   - assumesEvenSpread: Whether the nodes of a group of which it is only known that they are in some of several subnets
///     are taken to be spread evenly over all of them. Each such group has a finding that says so.
///   - catalog: The instance types that the plan may use in addition to those that it defines.
///   - changes: Changes of single values, which are applied before the plan is read.
///   - reading: Returns a file that the plan names, such as a matrix of measured traffic, or `nil` if it cannot be
///     read. The names are relative to the plan's folder and never lead out of it.
/// - Returns: The plan, and the positions of its parts in the files.
/// - Throws: `PlanError` with all problems of the files, each with its file, line and column.
public func importPlan(
  _ files: [SourceFile], cluster: String? = nil, assumesEvenSpread: Bool = false, catalog: InstanceCatalog = .bundled,
  changes: [PlanChange] = [], reading: (String) -> SourceFile? = { _ in nil }
) throws(PlanError) -> ImportedPlan {
  try importPlan(
    files.map(InputFile.init), cluster: cluster, assumesEvenSpread: assumesEvenSpread, catalog: catalog,
    changes: changes
  ) { name, _ in reading(name) }
}

/// Imports a plan from files that are read in chunks.
///
/// - Parameters:
///   - inputs: The files to read.
///   - cluster: The name of the cluster; needed if the files of other tools describe several.
///   - assumesEvenSpread: Whether groups that are in some of several subnets are taken to be spread evenly over all.
///   - catalog: The instance types that the plan may use.
///   - changes: Changes of single values, which are applied before the plan is read.
///   - reading: Returns a file that the plan names, which is the second argument.
package func importPlan(
  _ inputs: [InputFile], cluster: String?, assumesEvenSpread: Bool = false, catalog: InstanceCatalog,
  changes: [PlanChange],
  reading: (_ name: String, _ plan: String) -> SourceFile?
) throws(PlanError) -> ImportedPlan {
  guard !inputs.isEmpty else {
    throw PlanError([PlanError.Problem(PlanPart(.plan), "no file was given; expected \(ForeignFile.readable)")])
  }
  // The first place of a fact is that of the first file by name, so that their order has no effect.
  let inputs = inputs.sorted { $0.name < $1.name }
  let names = inputs.map(\.name)
  var collector = FileCollector(files: names, catalog: catalog)
  for (number, input) in inputs.enumerated() {
    do {
      try collector.read(input, number: UInt32(number), isOnly: inputs.count == 1 && input.isNamed)
    } catch let error as PlanError {
      throw error
    } catch {
      throw PlanError([PlanError.Problem(PlanPart(.plan), "\(error)")])
    }
  }
  let merged = try collector.merged(cluster: cluster, files: names, assumesEvenSpread)
  var root = merged.root
  for (number, change) in changes.enumerated() { try change.apply(to: &root, number: number + 1) }
  if changes.contains(where: \.makesNodesAnew) { root = root.withoutKey("currentMaxPods", ofItemsOf: "nodeGroups") }
  let planFile = collector.plan.map { names[Int($0.file)] } ?? names[0]
  let types = collector.types.isEmpty ? catalog : catalog.adding(collector.types)
  return try withoutActuallyEscaping(reading) { reading throws(PlanError) in
    var reader = PlanFileReader(files: names, changes: changes, catalog: types) { reading($0, planFile) }
    reader.assumesEvenSpread = assumesEvenSpread
    var imported = try reader.read(root)
    (imported.comments, imported.notes) = (merged.comments, merged.notes + reader.notes)
    imported.keepIdentities(merged.identities)
    return imported
  }
}

extension FileCollector {
  /// Returns the tree of the plan that the files add up to.
  fileprivate mutating func merged(
    cluster: String?, files: [String], _ assumesEvenSpread: Bool
  ) throws(PlanError) -> MergedPlan {
    let facts = finish()
    func position(_ place: Place) -> SourcePosition {
      SourcePosition(file: files[Int(place.file)], line: Int(place.line), column: Int(place.column))
    }
    guard reader.problems.isEmpty else {
      throw PlanError(
        YAMLCursor.inOrder(
          reader.problems.map { problem in
            let other = problem.other.map { ", which is at \(position($0))" } ?? ""
            return PlanError.Problem(PlanPart(.plan), problem.message + other, at: position(problem.place))
          }))
    }
    if !hasFacts || plan != nil && facts.clusters.isEmpty && facts.groups.isEmpty && facts.subnets.isEmpty {
      guard let plan else {
        throw PlanError([PlanError.Problem(PlanPart(.plan), "no file was recognised; expected \(ForeignFile.readable)")]
        )
      }
      return MergedPlan(root: plan, notes: facts.notes.sorted())
    }
    var merger = FactMerger(facts, files: files, plan: plan)
    try merger.merge(cluster: cluster)
    OtherClusters(facts, files: files, catalog: types.isEmpty ? catalog : catalog.adding(types)).reserve(in: &merger)
    var tree = PlanTree(merger, assumesEvenSpread: assumesEvenSpread)
    var merged = tree.plan()
    guard tree.problems.isEmpty else { throw PlanError(YAMLCursor.inOrder(tree.problems)) }
    if let plan { merged.root = merged.root.overlaid(with: plan) }
    return merged
  }
}
