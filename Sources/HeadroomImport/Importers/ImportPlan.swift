public import Headroom

/// Reads a plan from files.
///
/// ```swift
/// let text = "apiVersion: headroom/v1alpha1\nkind: CapacityPlan\n…"
/// let imported = try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text.utf8))])
/// ```
///
/// - Parameters:
///   - files: The files; one of them is a plan file.
///   - catalog: The instance types that the plan may name.
///   - changes: Values to change before the plan is read.
///   - reading: Reads a file that the plan names, such as a measured matrix; `nil` if it cannot. Names are relative and
///     never lead out of the plan's folder.
/// - Throws: `PlanError` with everything that is wrong, each with file, line and column.
public func importPlan(
  _ files: [SourceFile], catalog: InstanceCatalog = .bundled, changes: [PlanChange] = [],
  reading: (String) -> SourceFile? = { _ in nil }
) throws(PlanError) -> ImportedPlan {
  guard let file = files.first else {
    throw PlanError([PlanError.Problem(PlanPart(.plan), "there is no file; expected a plan")])
  }
  if files.count > 1 {
    let position = SourcePosition(file: files[1].name, line: 1, column: 1)
    throw PlanError([PlanError.Problem(PlanPart(.plan), "a second plan file; expected one", at: position)])
  }
  var root = try YAMLDocument(file).root
  for change in changes { try change.apply(to: &root) }
  return try withoutActuallyEscaping(reading) { reading throws(PlanError) in
    var reader = PlanFileReader(file: file.name, catalog: catalog, readingFile: reading)
    return try reader.read(root)
  }
}
