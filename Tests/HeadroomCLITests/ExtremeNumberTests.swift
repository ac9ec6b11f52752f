import Foundation
import HeadroomTestSupport
import Testing

/// Every number that a command takes, at its ends and beyond: an answer or one sentence, never a crash.
@Suite struct ExtremeNumberTests {
  private static let numbers: [UInt64] = [
    0, 1, 2, 1000, 1 << 31 - 1, 1 << 31, 1 << 32, 1 << 40, 1 << 63 - 2, 1 << 63 - 1, 1 << 63,
  ]

  /// Commands with `#` in place of a number.
  private static let commands = [
    "max-pods m5.large --max-eni #", "max-pods m5.large --reserved-enis #", "warm-pool m5.large --pods #",
    "warm-pool m5.large --pods 0...#", "warm-pool m5.large --pods 5 --warm-eni-target #",
    "warm-pool m5.large --pods 5 --warm-ip-target #", "warm-pool m5.large --pods 5 --minimum-ip-target #",
    "warm-pool m5.large --pods 5 --prefix-delegation --warm-prefix-target #",
    "warm-pool m5.large --pods 5 --max-pods #",
    "subnet 10.0.0.0/24 --used #", "subnet 10.0.0.0/24 --used 1 --prefixes #", "subnet 10.0.0.0/24 --used 1 --seed #",
    "topology --cpu a=# b=2 --endpoints a=1 b=2", "topology --cpu a=1 b=2 --endpoints a=# b=#",
    "topology --cpu a=1 b=2 --endpoints a=1 b=2 --clients a=# b=1",
    "topology --cpu a=1 b=2 --endpoints a=1 b=2 --replicas 1...#",
    "topology --cpu a=1 b=2 --endpoints a=1 b=2 --replicas #...#",
    "topology --cpu a=1 b=2 --endpoints a=1 b=2 --kubernetes-version 1.#",
    "rank --region us-east-1 --pod cpu=#,memory=#", "rank --region us-east-1 --pod cpu=1 --limit #",
    "rank --region us-east-1 --pod cpu=1 --oldest-generation #",
  ]

  private func expectAnswer(_ command: String) throws {
    let outcome = try Tool.run(command.split(separator: " ").map(String.init))
    #expect([0, 1, 2, 64].contains(outcome.status), "\(command): \(outcome.status) \(outcome.errors.prefix(300))")
  }

  @Test func everyCommandAnswers() throws {
    var random = SeededGenerator()
    for command in Self.commands {
      for number in Self.numbers.shuffled(using: &random).prefix(3) {
        try expectAnswer(command.replacing("#", with: "\(number)"))
      }
    }
  }

  /// Subnets that are smaller than a /28 block begin or end inside one.
  @Test(arguments: 22...32)
  func subnetsOfAnySize(length: Int) throws {
    let base = length > 28 ? "10.0.0.8" : "10.0.0.0"
    for end in [
      "--used 1", "--used 300", "--occupied \(base)", "--used 2 --prefixes 3 --map", "--map --occupied \(base)/32",
    ] {
      try expectAnswer("subnet \(base)/\(length) \(end)")
    }
  }

  /// One number of a sample plan after the other.
  @Test func everyNumberOfAPlan() throws {
    var random = SeededGenerator()
    let text = try Repository.text(of: "data/examples/kans-lab-services.yaml")
    let places = text.ranges(of: /[0-9]+/)
    for place in places.shuffled(using: &random).prefix(40) {
      let number = Self.numbers.randomElement(using: &random)!
      let changed = text.replacingCharacters(in: place, with: "\(number)")
      let command = [["check"], ["cost"], ["traffic"], ["propose"], ["compare"]].randomElement(using: &random)!
      let outcome = try Tool.run(command + ["-f", "-", "-o", "json"], input: Data(changed.utf8))
      #expect([0, 1, 2, 64].contains(outcome.status), "\(command) \(number) at \(text[place]): \(outcome.errors)")
    }
  }
}
