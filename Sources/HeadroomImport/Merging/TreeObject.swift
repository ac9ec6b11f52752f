/// An object of a plan file's tree that is being put together.
struct TreeObject {
  private var pairs: [(key: YAMLNode, value: YAMLNode)] = []
  private let place: Place

  init(_ place: Place) { self.place = place }

  /// The object.
  var node: YAMLNode { YAMLNode(.mapping(pairs), at: place) }

  /// Adds a key with any value; nothing if there is none.
  mutating func add(_ key: String, _ value: YAMLNode?) {
    guard let value else { return }
    pairs.append((YAMLNode(.scalar(key, isPlain: true), at: value.place), value))
  }

  /// Adds a key with text.
  mutating func add(_ key: String, _ text: String) { add(key, YAMLNode(.scalar(text, isPlain: false), at: place)) }

  /// Adds a key with a fact; nothing if there is none.
  mutating func add(_ key: String, _ fact: Fact<String>?) { add(key, fact) { $0 } }

  /// Adds a key with a fact; nothing if there is none.
  mutating func add<Value>(_ key: String, _ fact: Fact<Value>?, _ text: (Value) -> String) {
    guard let fact else { return }
    add(key, YAMLNode(.scalar(text(fact.value), isPlain: false), at: fact.place))
  }

  /// Adds a key with a list of texts.
  mutating func add(_ key: String, _ texts: [String], _ place: Place) {
    add(key, YAMLNode(.sequence(texts.map { YAMLNode(.scalar($0, isPlain: false), at: place) }), at: place))
  }

  /// Adds a key with an object of texts; nothing if it is empty.
  mutating func add(_ key: String, _ texts: [String: String], _ place: Place) {
    guard !texts.isEmpty else { return }
    var object = TreeObject(place)
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) { object.add(name, text) }
    add(key, object.node)
  }

  /// Adds a key of which the value is not known.
  mutating func addUnknown(_ key: String, _ place: Place) {
    add(key, YAMLNode(.scalar("unknown", isPlain: true), at: place))
  }
}
