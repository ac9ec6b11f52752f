package import Headroom

extension BlockMap {
  /// The map as text: a legend, followed by one character per block and 64 blocks per line.
  package var drawing: String {
    let signs = states.map { state -> Character in
      switch state {
      case .free: "."
      case .reserved: ","
      case .prefix: "#"
      case .used(let count): count < 10 ? Character("\(count)") : "o"
      }
    }
    let name = subnet.isEmpty ? "\(block)" : printable("\(subnet) \(block)")
    let reserved = states.contains(.reserved) ? ", reserved for prefixes, " : ""
    var text = "\(name): # prefix, . free, \(reserved)1-9 used addresses (o: 10 or more)\n"
    for start in stride(from: 0, to: signs.count, by: 64) {
      text += String(signs[start..<min(start + 64, signs.count)]) + "\n"
    }
    return text
  }
}
