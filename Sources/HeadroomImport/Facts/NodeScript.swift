internal import Headroom

/// The max pods that a bootstrap script or the configuration of a node sets.
enum NodeScript {
  enum MaxPods: Equatable {
    case number(Int)
    /// An expression that nodeadm evaluates.
    case expression(String)
    /// The text mentions max pods in a way that is not understood.
    case notUnderstood
  }

  /// Returns what a script sets; `nil` if it does not mention max pods.
  ///
  /// Amazon Linux 2 takes the last `--max-pods`, wherever it stands. Amazon Linux 2023 takes a NodeConfig.
  static func maxPods(in text: String, family: NodeGroup.AMIFamily) -> MaxPods? {
    if text.contains("NodeConfig") { return nodeConfig(text) }
    if let number = flag(in: text) { return family == .amazonLinux2023 ? .notUnderstood : .number(number) }
    return mentions(text) ? .notUnderstood : nil
  }

  /// Whether a text mentions max pods as anything but the switch `--use-max-pods`.
  private static func mentions(_ text: String) -> Bool {
    let rest = text.replacing("--use-max-pods", with: "")
    return rest.contains("max-pods") || rest.contains("maxPods")
  }

  /// Returns the last number after `--max-pods=` or `--max-pods `.
  private static func flag(in text: String) -> Int? {
    var number: Int?
    for part in text.split(separator: "--max-pods", omittingEmptySubsequences: false).dropFirst() {
      guard let first = part.first, first == "=" || first == " " else { continue }
      let digits = part.dropFirst().prefix { $0.isASCII && $0.isNumber }
      number = Int(decimalDigits: digits.utf8) ?? number
    }
    return number
  }

  /// Returns what the NodeConfigs in a text set, the last of which counts. They may be parts of a MIME message.
  private static func nodeConfig(_ text: String) -> MaxPods? {
    var found: MaxPods?
    let documents = sections(of: text).flatMap { section in
      (try? YAMLBuilder.documents(of: Array(section.utf8), .lenient, file: 0)) ?? []
    }
    for document in documents where document["kind"]?.text == "NodeConfig" {
      let kubelet = document["spec"]?["kubelet"]
      if let expression = kubelet?["maxPodsExpression"]?.text { found = .expression(expression) }
      if let number = kubelet?["config"]?["maxPods"]?.text.flatMap({ Int(decimalDigits: $0.utf8) }) {
        found = .number(number)
      }
      if let number = kubelet?["flags"]?.items?.compactMap(\.text).compactMap(flag).last { found = .number(number) }
    }
    return found ?? (mentions(text) ? .notUnderstood : nil)
  }

  /// Returns the parts of a MIME message without their headers; the text itself if it is none.
  private static func sections(of text: String) -> [String] {
    let halves = text.split(separator: "boundary=", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2 else { return [text] }
    let boundary = halves[1].prefix { !$0.isNewline }.filter { $0 != "\"" }
    guard !boundary.isEmpty else { return [text] }
    return text.split(separator: "--" + boundary).dropFirst().map { part in
      // Headers end with an empty line.
      let lines = part.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      guard let empty = lines.dropFirst().firstIndex(where: \.isEmpty) else { return String(part) }
      return lines[empty...].joined(separator: "\n")
    }
  }
}
