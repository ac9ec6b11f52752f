internal import FoundationEssentials
internal import Headroom

extension NodeScript {
  /// Returns the max pods that encoded user data sets; `nil` if it does not mention them.
  ///
  /// User data is a shell script, a NodeConfig, a MIME message with both, or the settings of Bottlerocket in TOML.
  static func maxPods(inUserData encoded: String) -> MaxPods? {
    guard let bytes = Data(base64Encoded: encoded) else { return nil }
    // Compressed scripts are not read.
    if bytes.starts(with: [0x1F, 0x8B]) { return .notUnderstood }
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    if text.contains("[settings.") { return settings(text) }
    return maxPods(in: text, family: text.contains("NodeConfig") ? .amazonLinux2023 : .amazonLinux2)
  }

  /// Returns what the settings of Bottlerocket set: `max-pods` in the table `settings.kubernetes`.
  private static func settings(_ text: String) -> MaxPods? {
    var (table, found): (Substring, MaxPods?) = ("", nil)
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.filter { !$0.isWhitespace && $0 != "\"" }
      if words.hasPrefix("[") { table = words.dropFirst().prefix { $0 != "]" } }
      guard table == "settings.kubernetes", words.hasPrefix("max-pods=") else { continue }
      let digits = words.dropFirst("max-pods=".count).prefix { $0 != "#" }
      found = Int(decimalDigits: digits.utf8).map(MaxPods.number) ?? .notUnderstood
    }
    return found ?? (text.contains("max-pods") ? .notUnderstood : nil)
  }
}
