internal import Headroom

/// Reads answers of the AWS CLI, one item at a time.
struct AWSReader {
  private var json: JSONReader
  private let file: UInt32
  private(set) var reader: FactReader

  init(_ json: JSONReader, file: UInt32, _ reader: consuming FactReader) {
    (self.json, self.file, self.reader) = (json, file, reader)
    self.reader.stage = .now
  }

  /// Reads all JSON texts of the file.
  mutating func read() throws {
    while try json.hasMore() {
      if try json.beginArray() { try readArray() } else { try readAnswer() }
    }
  }

  /// Reads the answer of one command.
  private mutating func readAnswer() throws {
    guard try json.beginObject() else { throw json.fail("expected an answer of the AWS CLI, which is an object") }
    var lists: [String] = []
    var token: Place?
    while try json.nextKey() {
      let key = json.key
      let place = try json.nextPlace()
      let here = Place(file: file, line: UInt32(clamping: place.line), column: UInt32(clamping: place.column))
      if key == "NextToken" {
        if try json.tree(JSONShape(""), file: file).isNull == false { token = here }
      } else if let output = AWSOutput.with(key: key) {
        try readValue(of: output, here)
        lists.append(key)
      } else {
        try json.skip()
      }
    }
    if let token { for list in lists { reader.facts.live.cutLists[list] = token } }
  }

  private mutating func readValue(of output: AWSOutput, _ place: Place) throws {
    reader.facts.live.lists[output.key] = min(reader.facts.live.lists[output.key] ?? place, place)
    guard try json.beginArray() else {
      let value = try json.tree(output.shape, file: file)
      guard value.pairs != nil else {
        if !value.isNull { reader.complain("expected an object or a list", at: value.place) }
        return
      }
      return output.read(value, &reader)
    }
    var count = 0
    while try json.nextItem() {
      output.read(try json.tree(output.shape, file: file), &reader)
      count += 1
    }
    if count == 0 { noteEmpty(output) }
  }

  private mutating func noteEmpty(_ output: AWSOutput) { Self.noteEmpty(output, &reader) }

  private static func noteEmpty(_ output: AWSOutput, _ reader: inout FactReader) {
    reader.facts.live.emptyLists.insert(output.key)
  }

  /// Reads a list that `--query` took out of an answer.
  private mutating func readArray() throws {
    while try json.nextItem() {
      let item = try json.tree(AWSOutput.anyItem, file: file)
      guard let output = AWSOutput.withItem({ item[$0] != nil }) else {
        reader.complain(
          "the keys of this item were renamed by --query; print the command's whole output", at: item.place)
        return
      }
      reader.facts.live.lists[output.key] = min(reader.facts.live.lists[output.key] ?? item.place, item.place)
      output.read(item, &reader)
    }
  }

  /// Reads an answer that version 2 of the CLI printed in YAML.
  static func read(_ root: YAMLNode, _ reader: inout FactReader) {
    reader.stage = .now
    let isCut = root["NextToken"]?.isNull == false
    for (key, value) in root.pairs ?? [] {
      guard let output = AWSOutput.with(key: key.text ?? "") else { continue }
      reader.facts.live.lists[output.key] = min(reader.facts.live.lists[output.key] ?? value.place, value.place)
      if isCut { reader.facts.live.cutLists[output.key] = root["NextToken"]!.place }
      if let items = value.items {
        for item in items { output.read(item, &reader) }
        if items.isEmpty { noteEmpty(output, &reader) }
      } else if value.pairs != nil {
        output.read(value, &reader)
      } else if !value.isNull {
        reader.complain("expected an object or a list", at: value.place)
      }
    }
  }
}
