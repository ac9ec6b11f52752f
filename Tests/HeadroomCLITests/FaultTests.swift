import Foundation
import HeadroomTestSupport
import Testing

/// Faults of the system around the binary: old files stay whole, and the status says what happened.
@Suite struct FaultTests {
  private static let lab = "data/examples/kans-lab.yaml"

  /// Runs that are killed at any moment leave either the old page or the new one.
  @Test func killedRunsLeaveWholeFiles() throws {
    let folder = try Scratch()
    let page = folder.file("index.html")
    let command = "\(Tool.path) report -f \(Self.lab) --exit-zero --out-dir \(folder.url.path) -o html -o csv -o json"
    #expect(try Tool.shell(command).status == 0)
    let whole = try String(contentsOf: page, encoding: .utf8)
    for delay in stride(from: 0.002, through: 0.08, by: 0.002) {
      _ = try Tool.shell("\(command) & sleep \(delay); kill -9 $! 2>/dev/null; wait $! 2>/dev/null")
      #expect(try String(contentsOf: page, encoding: .utf8) == whole, "\(delay)")
      #expect(try String(contentsOf: folder.file("cost.csv"), encoding: .utf8).hasSuffix("\n"))
    }
    // The next run clears what the killed ones left.
    #expect(try Tool.shell(command).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.allSatisfy { !$0.hasPrefix(".headroom-") }, "\(names)")
  }

  /// Two runs into one folder: whichever renames last, each file is one of the two, and whole.
  @Test func twoRunsDoNotMix() throws {
    let folder = try Scratch()
    let command = "\(Tool.path) report -f \(Self.lab) --exit-zero --out-dir \(folder.url.path) -o html -o csv"
    for _ in 0..<8 {
      let outcome = try Tool.shell("\(command) 2>/dev/null & \(command) 2>/dev/null; a=$?; wait $!; exit $((a + $?))")
      #expect(outcome.status == 0)
      #expect(try String(contentsOf: folder.file("index.html"), encoding: .utf8).contains("</html>"))
    }
  }

  @Test(arguments: [
    "{} --version >&-", "{} check -f LAB >&-", "{} check -f LAB --exit-zero 2>&-", "{} check -f - <&-",
    "{} max-pods --all | head -1", "env -i {} check -f LAB --exit-zero", "env HOME= {} check -f LAB --exit-zero",
    "env LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati {} check -f LAB --exit-zero",
    "env COLUMNS=x {} check -f LAB --exit-zero",
    "env COLUMNS=99999999999999999999 {} check -f LAB --exit-zero", "env COLUMNS=0 {} check -f LAB --exit-zero",
  ])
  func oddSurroundings(line: String) throws {
    let outcome = try Tool.shell(line.replacing("{}", with: Tool.path).replacing("LAB", with: Self.lab))
    // 141 is the end by a closed pipe.
    #expect([0, 1, 2, 141].contains(outcome.status), "\(outcome.status) \(outcome.errors)")
    #expect(!outcome.errors.contains("Fatal error"))
  }

  /// Locale, time zone and home directory change nothing.
  @Test func surroundingsChangeNoByte() throws {
    let plain = try Tool.run(["check", "-f", Self.lab, "--exit-zero"])
    let odd = try Tool.run(
      ["check", "-f", Self.lab, "--exit-zero"],
      environment: ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Seoul", "LANG": "C", "TERM": "dumb"])
    #expect(plain.output == odd.output)
  }
}
