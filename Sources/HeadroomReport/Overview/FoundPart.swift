internal import Headroom

/// A finding with the position of its subject in a plan file.
struct FoundPart: Sendable {
  let finding: Finding
  let position: SourcePosition?
}
