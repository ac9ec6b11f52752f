internal import FoundationEssentials
public import Headroom

/// Imports a plan from a path, with the files that it names in its folder.
///
/// ```swift
/// let plan = try importPlan(at: "plan.yaml").plan
/// ```
///
/// A plan can only name files in its own folder or below; a link that leads out of it is not followed.
///
/// - Parameters:
///   - path: The path of the plan file.
///   - catalog: The instance types that the plan may use in addition to those that it defines.
///   - changes: Changes of single values, which are applied before the plan is read.
/// - Returns: The plan, and the positions of its parts in the file.
/// - Throws: `PlanError` with all problems of the file, or with the reason why it cannot be opened.
public func importPlan(
  at path: String, catalog: InstanceCatalog = .bundled, changes: [PlanChange] = []
) throws(PlanError) -> ImportedPlan {
  guard let bytes = contents(of: path) else {
    let position = SourcePosition(file: path, line: 1, column: 1)
    let message = "the file cannot be read; expected a file of at most \(SourceFile.largestPlan >> 20) MiB"
    throw PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
  }
  let folder = URL(filePath: path).deletingLastPathComponent().resolvingSymlinksInPath()
  return try importPlan([SourceFile(name: path, bytes: bytes)], catalog: catalog, changes: changes) { name in
    let file = folder.appending(path: name).resolvingSymlinksInPath()
    guard file.path.hasPrefix(folder.path.hasSuffix("/") ? folder.path : folder.path + "/") else { return nil }
    return contents(of: file.path).map { SourceFile(name: name, bytes: $0) }
  }
}

/// Returns the bytes of a regular file, or `nil` if it cannot be read or is larger than a plan may be.
private func contents(of path: String) -> [UInt8]? {
  let resolved = URL(filePath: path).resolvingSymlinksInPath().path
  guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved),
    attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? Int,
    size <= SourceFile.largestPlan
  else { return nil }
  return FileManager.default.contents(atPath: resolved).map { Array($0.prefix(SourceFile.largestPlan)) }
}
