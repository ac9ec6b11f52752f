public import Headroom

/// Imports a plan from a plan file in YAML or JSON.
///
/// ```swift
/// let text = "apiVersion: headroom/v1alpha1\nkind: CapacityPlan\n…"
/// let imported = try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text.utf8))])
/// ```
///
/// - Parameters:
///   - files: The files to read: exactly one plan file.
///   - catalog: The instance types that the plan may use in addition to those that it defines.
///   - changes: Changes of single values, which are applied before the plan is read.
///   - reading: Returns a file that the plan names, such as a matrix of measured traffic, or `nil` if it cannot be
///     read. The names are relative to the plan's folder and never lead out of it.
/// - Returns: The plan, and the positions of its parts in the file.
/// - Throws: `PlanError` with all problems of the file, each with its file, line and column.
public func importPlan(
  _ files: [SourceFile], catalog: InstanceCatalog = .bundled, changes: [PlanChange] = [],
  reading: (String) -> SourceFile? = { _ in nil }
) throws(PlanError) -> ImportedPlan {
  guard let file = files.first else {
    throw PlanError([PlanError.Problem(PlanPart(.plan), "no file was given; expected a plan file")])
  }
  if files.count > 1 {
    let position = SourcePosition(file: files[1].name, line: 1, column: 1)
    throw PlanError([PlanError.Problem(PlanPart(.plan), "this is a second plan file; expected one", at: position)])
  }
  if let other = ForeignFile(file) {
    let position = SourcePosition(file: file.name, line: other.line, column: 1)
    throw PlanError([PlanError.Problem(PlanPart(.plan), other.objection, at: position)])
  }
  var root = try YAMLDocument(file, ifEmpty: "; `headroom init` prints a plan to start from").root
  for (number, change) in changes.enumerated() { try change.apply(to: &root, number: number + 1) }
  return try withoutActuallyEscaping(reading) { reading throws(PlanError) in
    var reader = PlanFileReader(file: file.name, changes: changes, catalog: catalog, readingFile: reading)
    return try reader.read(root)
  }
}
