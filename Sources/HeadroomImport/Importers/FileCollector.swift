internal import Headroom

/// Reads several files, each by what it contains, and collects what they say.
struct FileCollector {
  var reader = FactReader()
  /// The plan, if a plan file is among them.
  private(set) var plan: YAMLNode?
  /// The instance types that a file describes.
  private(set) var types: [InstanceType] = []
  /// Whether a file of another tool was read.
  private(set) var hasFacts = false
  /// The documents of eksctl, which are read together once all are known.
  private var eksctlRoots: [YAMLNode] = []
  private let files: [String]
  let catalog: InstanceCatalog

  init(files: [String], catalog: InstanceCatalog) { (self.files, self.catalog) = (files, catalog) }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - input: The file.
  ///   - number: Its number among all files.
  ///   - isOnly: Whether it is the only file, which is a plan unless it is clearly something else.
  mutating func read(_ input: InputFile, number: UInt32, isOnly: Bool) throws {
    var bytes = try FileBytes(input)
    let skipped = bytes.dropPreamble()
    if bytes.isUTF16 || !Self.isJSON(bytes.head) {
      try read(try bytes.whole(), input, number, isOnly: isOnly)
      return
    }
    switch ForeignFile(SourceFile(name: input.name, bytes: FileBytes.decoded(bytes.head)))?.kind {
    case .aws:
      hasFacts = true
      // The facts move into the stream and back, because a copy of them for each file would take time.
      var taken = FactReader()
      swap(&taken, &reader)
      var stream = AWSReader(JSONReader(input.name, chunk: bytes.chunks), file: number, taken)
      defer { reader = stream.reader }
      try stream.read()
    case .kubernetes: try readKubernetes(bytes, input, number)
    case .terraform:
      try readTerraform(bytes.chunks, input, number, skippedLines: skipped)
    default: try read(try bytes.whole(), input, number, isOnly: isOnly)
    }
  }

  /// Reads what can only be read together, and returns the facts.
  mutating func finish() -> Facts {
    EksctlConfig.read(eksctlRoots, &reader)
    eksctlRoots = []
    let catalog = types.isEmpty ? catalog : catalog.adding(types)
    KarpenterPools.read(reader.facts.manifests.map { ($0, KarpenterObject.stage(of: $0)) }, catalog: catalog, &reader)
    reader.facts.manifests = []
    reader.finish()
    return reader.facts
  }

  /// Reads objects of Kubernetes in JSON, one at a time.
  private mutating func readKubernetes(_ bytes: FileBytes, _ input: InputFile, _ number: UInt32) throws {
    var taken = FactReader()
    swap(&taken, &reader)
    var stream = KubernetesReader(JSONReader(input.name, chunk: bytes.chunks), file: number, taken)
    do {
      defer { reader = stream.reader }
      try stream.read()
    }
    hasFacts = true
    if stream.otherLines > 0 {
      let count = stream.otherLines
      reader.facts.notes.insert(
        "\(input.name): \(count) line\(count == 1 ? "" : "s") between the objects \(count == 1 ? "is" : "are") not read."
      )
    }
  }

  /// Reads a plan or a state of Terraform.
  private mutating func readTerraform(
    _ chunks: @escaping () throws -> [UInt8]?, _ input: InputFile, _ number: UInt32, skippedLines: Int
  ) throws {
    hasFacts = true
    let limited = TerraformFile.limited(chunks, input.name)
    var json = JSONReader(
      input.name, deepest: TerraformFile.deepest, longest: TerraformFile.longest, chunk: limited)
    json.lines = skippedLines
    var stream = TerraformFileReader(json, file: number)
    try stream.read()
    if skippedLines > 0 {
      reader.facts.notes.insert("\(input.name) begins with lines that are not JSON and are skipped: \(skippedLines).")
    }
    if try stream.json.hasMore() {
      guard try stream.json.next() != UInt8(ascii: "{") else {
        throw stream.json.fail("a second plan or state begins here; expected one in a file")
      }
      reader.facts.notes.insert("\(input.name) has text behind the plan, which is skipped.")
    }
    TerraformFacts.read(stream.document, name: input.name, file: number, &reader)
  }

  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    let first = FileBytes.decoded(Array(bytes.prefix(64))).first { $0 > 0x20 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Reads a file that is in memory.
  private mutating func read(_ bytes: [UInt8], _ input: InputFile, _ number: UInt32, isOnly: Bool) throws {
    let file = SourceFile(name: input.name, bytes: TerraformFile.withoutPreamble(bytes).bytes)
    let foreign = ForeignFile(file)
    switch foreign?.kind {
    case nil:
      // A single file is a plan, whatever is wrong with it, unless it is an object of JSON with no key of a plan.
      let isObject = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
      guard isOnly && !isObject || ForeignFile.isPlan(file) else {
        return reject("it is not recognised", input)
      }
      try setPlan(file, number)
    case .terraform?:
      // A file in UTF-16 is in memory.
      let (rest, lines) = TerraformFile.withoutPreamble(bytes)
      var chunk: [UInt8]? = rest
      let next = {
        defer { chunk = nil }
        return chunk
      }
      try readTerraform(next, input, number, skippedLines: lines)
    case .aws?, .eksctl?, .kubernetes?: try readDocuments(file, input, number)
    case .snapshot?:
      hasFacts = true
      SnapshotRecord.read(try YAMLDocument(file, number: number).root, &reader)
    case .instanceTypes?:
      types += try readInstanceTypes(file, known: catalog)
    case .refused?:
      guard input.isNamed, let foreign else { return reject("it is \(foreign?.description ?? "")", input) }
      throw failure(foreign.objection, file.name, line: foreign.line)
    }
  }

  /// Leaves out a file of a folder, which a note says; refuses a file that was named itself.
  private mutating func reject(_ reason: String, _ input: InputFile) {
    if input.isNamed {
      let position = Place(file: UInt32(clamping: files.firstIndex(of: input.name) ?? 0), line: 1, column: 1)
      reader.complain("the file is not read: \(reason); expected \(ForeignFile.readable)", at: position)
    } else {
      reader.facts.notes.insert("\(input.name) is not read: \(reason).")
    }
  }

  private mutating func setPlan(_ file: SourceFile, _ number: UInt32) throws {
    let root = try YAMLDocument(file, ifEmpty: "; `headroom init` prints a plan to start from", number: number).root
    guard plan == nil else { throw failure("this is a second plan file; expected one", file.name) }
    plan = root
  }

  /// Reads the documents of a file in YAML.
  private mutating func readDocuments(_ file: SourceFile, _ input: InputFile, _ number: UInt32) throws {
    var others = 0
    var hasFound = false
    for root in try YAMLDocument.documents(of: file, number: number) {
      if root["apiVersion"]?.text?.hasPrefix("eksctl.io/") == true {
        guard root["apiVersion"]?.text == "eksctl.io/v1alpha5", root["kind"]?.text == "ClusterConfig" else {
          reader.complain("of eksctl's files only a ClusterConfig of eksctl.io/v1alpha5 is read", at: root.place)
          hasFound = true
          continue
        }
        eksctlRoots.append(root)
        hasFound = true
      } else if root["apiVersion"] == nil, let pairs = root.pairs,
        pairs.contains(where: { AWSOutput.with(key: $0.key.text ?? "") != nil })
      {
        AWSReader.read(root, &reader)
        hasFound = true
      } else if root["apiVersion"]?.text != nil, root["kind"]?.text != nil {
        KubernetesReader.read(document: root, &reader)
        hasFound = true
      } else {
        others += 1
      }
    }
    hasFacts = hasFacts || hasFound
    guard hasFound else { return reject("it has no document that is known", input) }
    if others > 0 { reader.facts.notes.insert("\(input.name) has \(others) other document\(others == 1 ? "" : "s").") }
  }

  private func failure(_ message: String, _ file: String, line: Int = 1) -> PlanError {
    let position = SourcePosition(file: file, line: line, column: 1)
    return PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
  }
}
