internal import Headroom

/// The proposed subnets in the languages of the files that create them.
struct ProposalText {
  private let items: [SubnetProposal]

  init(_ proposals: [SubnetProposal]) {
    items = proposals.filter { $0.block != nil }
  }

  /// The subnets in the three languages; `nil` if no CIDR is proposed.
  var all: String? {
    guard !items.isEmpty else { return nil }
    return """
      The proposed subnets in a plan:

      \(plan)
      In Terraform:

      \(terraform)
      In the cluster file of eksctl:

      \(eksctl)
      """
  }

  /// `vpc.subnets` of a plan.
  var plan: String {
    var text = "vpc:\n  subnets:\n"
    for item in items {
      text += "    - name: \(Self.scalar(item.subnet.name))\n      zone: \(Self.scalar(item.subnet.zone))\n"
      text += "      cidr: \(item.block!)\n"
      if item.subnet.roles != [.nodes] {
        let roles = item.subnet.roles.map(\.rawValue).sorted()
        text += "      roles: [\(roles.joined(separator: ", "))]\n"
      }
    }
    return text
  }

  /// A map of local values.
  var terraform: String {
    var text = "locals {\n  subnets = {\n"
    for item in items {
      let zone = hclQuoted(item.subnet.zone)
      text += "    \(hclQuoted(item.subnet.name)) = { availability_zone = \(zone), cidr_block = \"\(item.block!)\" }\n"
    }
    return text + "  }\n}\n"
  }

  /// `vpc.subnets` of a ClusterConfig. Subnets that the plan marks for load balancers on the internet are public.
  var eksctl: String {
    var text = "vpc:\n  subnets:\n"
    for (kind, isPublic) in [("private", false), ("public", true)] {
      let members = items.filter { $0.subnet.isPublic == isPublic }
      guard !members.isEmpty else { continue }
      text += "    \(kind):\n"
      for item in members {
        text += "      \(Self.scalar(item.subnet.name)):\n        az: \(Self.scalar(item.subnet.zone))\n"
        text += "        cidr: \(item.block!)\n"
      }
    }
    return text
  }

  /// Returns a text as a YAML scalar: as it is if it cannot be anything else than a string, otherwise in double quotes.
  static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        || $0 == UInt8(ascii: "-")
    }
    // A plain scalar that begins with a letter and has a dash is neither a number, a date nor a word like "true".
    let isString = text.first?.isLetter == true && text.contains("-")
    return isPlain && isString ? text : "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  /// Returns a text as a string of Terraform's language, without templates.
  private func hclQuoted(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { $0 == "$" || $0 == "%" ? "\($0)" : Self.escaped($0) }
    return "\"" + scalars.joined().replacing("${", with: "$${").replacing("%{", with: "%%{") + "\""
  }

  private static func escaped(_ scalar: UnicodeScalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    default:
      // Other control characters and the separators of lines must not reach a terminal or break a line.
      let isUnsafe = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value || 0x2028...0x2029 ~= scalar.value
      guard isUnsafe else { return String(Character(scalar)) }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}

extension Subnet {
  /// Whether the subnet is for load balancers on the internet, by its tag or its role.
  fileprivate var isPublic: Bool { tags["kubernetes.io/role/elb"] != nil || roles.contains(.loadBalancers) }
}
