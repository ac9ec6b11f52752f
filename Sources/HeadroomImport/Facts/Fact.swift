/// Something that a file says, with its place and with how it is known.
struct Fact<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The value.
  let value: Value
  /// Where it stands, or where the object stands that lacks it.
  let place: Place
  /// Whether it is wanted or exists.
  let stage: Stage
  /// How it is known.
  var knowing = Knowing.stated

  init(_ value: Value, _ place: Place, _ stage: Stage, _ knowing: Knowing = .stated) {
    (self.value, self.place, self.stage, self.knowing) = (value, place, stage, knowing)
  }
}

/// How a fact is known.
enum Knowing: Hashable, Sendable {
  /// A file says it.
  case stated
  /// The tool whose file it is takes this value where the file says nothing.
  case defaulted(by: String)
  /// Nobody says it, and Headroom takes it as the most likely value, for the reason given.
  case assumed(String)
}

/// Whether a fact speaks of what is wanted or of what exists.
enum Stage: Int, Hashable, Sendable {
  case intent, now
}

/// The place of a fact.
struct Place: Hashable, Sendable {
  /// The number of the file among those that are read together, counted from 0.
  let file: UInt32
  /// The line and the column, counted from 1.
  let line: UInt32, column: UInt32
}

extension Place: Comparable {
  static func < (first: Self, second: Self) -> Bool {
    (first.file, first.line, first.column) < (second.file, second.line, second.column)
  }
}

extension YAMLNode {
  /// Where the value stands.
  var place: Place { Place(file: file, line: line, column: column) }

  init(_ content: Content, at place: Place) {
    self.init(content, line: place.line, column: place.column, file: place.file)
  }

  /// Returns the tree with one place everywhere: that of the text which it was read from.
  func placed(at place: Place) -> YAMLNode {
    switch content {
    case .scalar: YAMLNode(content, at: place)
    case .sequence(let items): YAMLNode(.sequence(items.map { $0.placed(at: place) }), at: place)
    case .mapping(let pairs):
      YAMLNode(.mapping(pairs.map { ($0.key.placed(at: place), $0.value.placed(at: place)) }), at: place)
    }
  }
}

extension Array {
  /// Returns the fact that counts: what a file says before what a tool or Headroom takes in its place, and what is
  /// wanted before what exists.
  func best<Value>() -> Fact<Value>? where Element == Fact<Value> { self.min { $0.comes(before: $1) } }

  /// Returns the fact that counts and the first one with another value, none of which Headroom only assumes.
  func difference<Value>() -> (first: Fact<Value>, other: Fact<Value>)? where Element == Fact<Value> {
    let said = filter { !$0.isAssumed }.sorted { $0.comes(before: $1) }
    guard let first = said.first, let other = said.first(where: { $0.value != first.value }) else { return nil }
    return (first, other)
  }
}

extension Fact {
  /// Whether nobody says it.
  var isAssumed: Bool { if case .assumed = knowing { true } else { false } }

  fileprivate func comes(before other: Self) -> Bool {
    (knowing.rank, stage.rawValue, place) < (other.knowing.rank, other.stage.rawValue, other.place)
  }
}

extension Knowing {
  fileprivate var rank: Int {
    switch self {
    case .stated: 0
    case .defaulted: 1
    case .assumed: 2
    }
  }
}
