import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Names that try to become part of a file of another tool.
@Suite struct HostileOutputTests {
  static let names = [
    "a\nkind: Secret", "a\r\n---\nb", "\"", "\\", "\\\"", "'", "a\"\n}\nresource \"x\" \"y\" {",
    "${file(\"/etc/passwd\")}",
    "$${x}", "$$${x}", "%{ if true }", "%%{x}", "$%{x}", "{{ x }}", "# x", "*/", "/* x", "<<EOT", "a: b", "- a", "*x",
    "&x",
    "!x", "? x", "true", "null", "~", "1.30", "0x1F", "2026-11-27", "yes", "{a}", "[a]", " a ", "\u{0}", "\u{1B}[31m",
    "\u{85}",
    "\u{2028}", "\u{2029}", "\u{202E}", "\u{FEFF}", "\u{FFFE}", "\u{10FFFF}", "\u{E0001}", "é\u{1F600}", "\t",
    "\\u0041", "\\n",
    String(repeating: "a", count: 240), String(repeating: "\u{0}", count: 240), "::error::x", "\u{301}", "\"\u{301}",
    "\r\u{301}", "{\u{301}", "$\u{301}{x}", "a\u{301}\u{301}",
  ]

  private func plan(_ name: String) throws -> ImportedPlan {
    let plan = try ClusterPlan(name: name, region: Region("eu-central-1")!) {
      var subnet = Subnet(name: name, zone: "eu-central-1a", block: try? IPv4CIDR(parsing: "10.0.0.0/24"))
      subnet.tags = ["kubernetes.io/role/internal-elb": "1"]
      var pods = Subnet(name: "pods \(name)", zone: "eu-central-1a", block: try? IPv4CIDR(parsing: "10.0.1.0/24"))
      pods.roles = [.pods]
      $0.subnets = [subnet, pods, Subnet(name: "subnet-0a1b2c3d", zone: "eu-central-1b")]
      $0.network.environment = CNIEnvironment(["MAX_ENI": name])
      $0.network.eniConfigs = ["eu-central-1b": ["subnet-0a1b2c3d"]]
      $0.nodeGroups = [NodeGroup(name: name, instanceTypes: [.m5Large], subnets: [name], desiredSize: 1)]
    }
    return try importPlan(exportPlan(plan))
  }

  /// Every output has as many lines as with a harmless name, and no character that could disturb a terminal.
  @Test(arguments: names)
  func namesStayNames(name: String) throws {
    let (hostile, harmless) = (try plan(name), try plan("harmless"))
    for tool in ToolOutput.all {
      let text = try tool.text(of: hostile).text
      let wanted = try tool.text(of: harmless).text
      // A key of more than 1,024 characters, here 240 escapes, needs a line more in YAML.
      let extra = tool.name == "eksctl-subnets" && name.utf8.count == 240 && name.hasPrefix("\u{0}") ? 1 : 0
      #expect(lines(text) == lines(wanted) + extra, "\(tool.name): \(text)")
      let isClean = text.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || ![.control, .format, .lineSeparator].contains(scalar.properties.generalCategory)
      }
      #expect(isClean, "\(tool.name): \(text)")
      #expect(try tool.text(of: hostile).notes.allSatisfy { lines($0) == 0 })
    }
  }

  private func lines(_ text: String) -> Int { text.unicodeScalars.count { $0 == "\n" } }

  @Test(arguments: names)
  func eksctlReadsTheName(name: String) throws {
    let tool = try #require(ToolOutput.all.first { $0.name == "eksctl-subnets" })
    let text = try tool.text(of: plan(name)).text
    // Placeholders are the names of people's own variables, which the importer does not take for names.
    guard !name.contains("${"), !name.contains("{{"), name.utf8.first != UInt8(ascii: "$") else { return }
    let read = try importPlan([clusterConfig("", text)])
    #expect(read.plan.subnets.contains { $0.name == "private-\(name)" }, "\(read.plan.subnets.map(\.name)) \(text)")
  }

  /// A reader of the strings of Terraform's language gets the name.
  @Test(arguments: names)
  func terraformReadsTheName(name: String) throws {
    let tool = try #require(ToolOutput.all.first { $0.name == "terraform-locals" })
    let text = try tool.text(of: plan(name)).text
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("  cluster_name") })
    let quoted = try #require(line.split(separator: " = ", maxSplits: 1).last)
    #expect(Self.hclText(quoted) == Array(name.unicodeScalars))
  }

  /// Returns the text of a string of Terraform's language; `nil` if it is not one string without templates.
  private static func hclText(_ quoted: Substring) -> [UnicodeScalar]? {
    var scalars = Array(quoted.unicodeScalars)[...]
    guard scalars.popFirst() == "\"", scalars.popLast() == "\"" else { return nil }
    var result: [UnicodeScalar] = []
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"": return nil
      case "\\":
        switch scalars.popFirst() {
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "t": result.append("\t")
        case "\"": result.append("\"")
        case "\\": result.append("\\")
        case let kind? where kind == "u" || kind == "U":
          let digits = String(String.UnicodeScalarView(scalars.prefix(kind == "u" ? 4 : 8)))
          scalars = scalars.dropFirst(digits.count)
          guard let value = UInt32(digits, radix: 16), let escaped = UnicodeScalar(value) else { return nil }
          result.append(escaped)
        default: return nil
        }
      case "$", "%":
        if scalars.first == scalar, scalars.dropFirst().first == "{" {
          scalars = scalars.dropFirst(2)
          result += [scalar, "{"]
        } else if scalars.first == "{" {
          return nil
        } else {
          result.append(scalar)
        }
      default: result.append(scalar)
      }
    }
    return result
  }
}
