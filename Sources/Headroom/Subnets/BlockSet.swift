/// A set of small whole numbers that finds its smallest member quickly, such as /28 blocks of a subnet or nodes of a
/// cluster.
struct BlockSet: Hashable {
  private(set) var words: [UInt64]
  private(set) var count = 0
  /// The index of a word before which no word has a member.
  private var firstWord = 0

  init(capacity: Int) {
    words = Array(repeating: 0, count: (capacity + 63) / 64)
  }

  func contains(_ number: Int) -> Bool { words[number / 64] & bit(number) != 0 }

  mutating func insert(_ number: Int) {
    guard !contains(number) else { return }
    words[number / 64] |= bit(number)
    count += 1
    firstWord = min(firstWord, number / 64)
  }

  mutating func remove(_ number: Int) {
    guard contains(number) else { return }
    words[number / 64] &= ~bit(number)
    count -= 1
  }

  /// Returns the smallest member. It remembers where it is, so that the next search starts there.
  mutating func first() -> Int? {
    guard count > 0 else { return nil }
    while words[firstWord] == 0 { firstWord += 1 }
    return firstWord * 64 + words[firstWord].trailingZeroBitCount
  }

  /// Makes room for numbers below a capacity.
  mutating func grow(to capacity: Int) {
    while words.count * 64 < capacity { words.append(0) }
  }

  private func bit(_ number: Int) -> UInt64 { 1 << UInt64(number % 64) }
}
