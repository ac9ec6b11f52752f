import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// The bytes of files of Terraform: versions, wrappers, encodings, sizes and broken ones.
@Suite struct TerraformFileTests {
  @Test(arguments: ["0.1", "0.2", "1.0", "1.2", "1.99"]) func versionsThatAreRead(version: String) throws {
    var text = TerraformText.example()
    text.version = version
    #expect(throws: Never.self) { try importPlan([text.plan]) }
  }

  @Test(arguments: [
    ("2.0", "format_version 2.0 is not supported; expected 0.1, 0.2 or 1.x"),
    ("x", "format_version x is not supported"),
  ])
  func versionsThatAreRefused(version: String, message: String) throws {
    var text = TerraformText.example()
    text.version = version
    let error = #expect(throws: PlanError.self) { try importPlan([text.plan]) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test(arguments: ["{\"format_version\":\"1.0\"}", "{\"format_version\":\"1.0\",\"terraform_version\":\"1.11.4\"}"])
  func emptyStates(text: String) throws {
    let error = #expect(throws: PlanError.self) {
      try importPlan([SourceFile(name: "s.json", bytes: Array(text.utf8))])
    }
    #expect(error?.description.contains("s.json is an empty state of Terraform") == true)
    // Beside other files it is a note.
    let imported = try importPlan([SourceFile(name: "s.json", bytes: Array(text.utf8)), TerraformText.example().plan])
    #expect(imported.notes.contains("s.json is an empty state of Terraform."))
  }

  /// A wrapper prints the command before the output; positions count its lines.
  @Test(arguments: [
    "[command]/opt/hostedtoolcache/terraform-bin show -json plan\n", "Warning: x\n\n  {\n", "\u{FEFF}[command]x\r\n",
  ])
  func linesBeforeTheJSON(start: String) throws {
    let text = TerraformText.example()
    let plain = try importPlan([text.plan])
    let file = text.file(start + text.planText.description + "\n::debug::Terraform exited with code 0.\n")
    let imported = try importPlan([file])
    #expect(imported.plan == plain.plan)
    #expect(imported.notes.contains { $0.contains("begins with lines that are not JSON") })
    let line = imported.positions[PlanPart(.subnet, "private[0]")]?.line
    #expect(line == start.utf8.count { $0 == 0x0A } + 1)
  }

  @Test func otherEncodings() throws {
    let text = TerraformText.example()
    let plain = try importPlan([text.plan]).plan
    let units = Array(text.planText.description.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 255)] }
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + text.plan.bytes
    for bytes in [little, big, Array(little.dropFirst(2)), Array(big.dropFirst(2)), marked] {
      #expect(try importPlan([SourceFile(name: "plan.json", bytes: bytes)]).plan == plain)
    }
  }

  /// Broken bytes at any place are an error or nothing, and never a crash.
  @Test func brokenBytes() {
    let bytes = TerraformText.example().plan.bytes
    for end in stride(from: 0, to: bytes.count, by: 7) {
      for byte in [UInt8(0), 0x22, 0x5C, 0x7B, 0x5D, 0xFF] {
        _ = try? importPlan([SourceFile(name: "x", bytes: Array(bytes[..<end]) + [byte])])
        var changed = bytes
        changed[end] = byte
        _ = try? importPlan([SourceFile(name: "x", bytes: changed)])
      }
    }
  }

  /// Values of any kind in place of the expected ones.
  @Test func valuesOfOtherKinds() {
    let text = String(decoding: TerraformText.example().plan.bytes, as: UTF8.self)
    let keys = [
      "planned_values", "root_module", "resources", "values", "resource_changes", "change", "after_unknown",
      "configuration",
      "expressions", "references", "scaling_config", "cidr_block", "subnet_ids", "address", "actions",
      "provider_config",
    ]
    for key in keys {
      for value in ["null", "1", "\"x\"", "[[]]", "{\"a\":{}}", "-1e99", "true"] {
        guard let start = text.firstRange(of: "\"\(key)\":") else { continue }
        let changed = text[..<start.upperBound] + "\(value),\"\(key)_\":" + text[start.upperBound...]
        _ = try? importPlan([SourceFile(name: "x", bytes: Array(changed.utf8))])
      }
    }
  }

  @Test func twoPlansInOneFile() {
    let text = TerraformText.example().planText.description
    let error = #expect(throws: PlanError.self) {
      try importPlan([SourceFile(name: "x", bytes: Array((text + "\n" + text).utf8))])
    }
    #expect(error?.description.contains("a second plan or state begins here") == true)
  }

  /// Sizes of any kind of plan take time in proportion.
  @Test(.timeLimit(.minutes(1))) func largePlans() throws {
    var text = TerraformText.example()
    let change =
      ",{\"address\":\"null_resource.x[0]\",\"change\":{\"actions\":[\"create\"],\"after_unknown\":{\"id\":true}}}"
    let plan = text.planText.description
    let place = try #require(plan.firstRange(of: "\"resource_changes\":[")?.upperBound)
    let many = String(repeating: change, count: 10_000).dropFirst()
    #expect(
      try importPlan([text.file(plan[..<place] + many + "," + plan[place...])]).plan == importPlan([text.plan]).plan)
    // Many references to follow.
    text = TerraformText.example(references: (0..<5_000).map { "aws_subnet.private[\($0)]" })
    #expect(throws: Never.self) { try importPlan([text.plan]) }
  }

  /// Groups, subnets, templates and references, many of each: time is never their product.
  @Test(.timeLimit(.minutes(1))) func manyOfEach() throws {
    var text = TerraformText.example()
    text.resources = (0..<600).map { TerraformText.subnet("aws_subnet.private[\($0)]", $0 % 250) }
    text.resources += (0..<600).map { TerraformText.group("aws_eks_node_group.workers[\($0)]") }
    text.resources += (0..<600).map { TerraformText.Resource(address: "aws_launch_template.x[\($0)]", values: [:]) }
    // So many trials of subnets are refused, or the groups are open where references are too many to follow.
    _ = try? importPlan([text.plan])
  }
}
