internal import Foundation

/// Random numbers that can be had again: the seed is printed, and `HEADROOM_SEED` sets it.
///
/// SplitMix64, as Sebastiano Vigna published it.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts from `HEADROOM_SEED`, or from a seed of its own that it prints.
  package init(for test: String = #function) {
    let given = ProcessInfo.processInfo.environment["HEADROOM_SEED"].flatMap(UInt64.init)
    state = given ?? UInt64.random(in: 0 ... .max)
    print("\(test): HEADROOM_SEED=\(state)")
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
