internal import Headroom

/// Writes the configuration values of the add-on vpc-cni.
extension ToolOutput {
  /// The configuration values of the add-on vpc-cni in JSON, for `aws eks update-addon --configuration-values` and for the
  /// add-on in a ClusterConfig of eksctl.
  ///
  /// The values of variables are strings, as the schema of the add-on wants them.
  static let configurationValues = ToolOutput(
    "configuration-values", "configurationValues of the add-on vpc-cni"
  ) { (imported) throws(PlanError) in
    let variables = try AddonVariables(of: imported)
    var notes =
      variables.notes + [
        """
        EKS replaces all configuration values of an add-on at once, and these are only those of the plan; add the others that \
        the cluster has (`aws eks describe-addon --addon-name vpc-cni`).
        """
      ]
    var root = ["env": JSONValue.object(variables.values.mapValues(JSONValue.text))]
    if imported.plan.network.settings.customNetworking {
      let pods = PodSubnets(of: imported)
      let missing = pods.homes.filter { $0.id == nil }.map(\.subnet.name)
      if pods.homes.isEmpty {
        notes.append("The plan names no pod subnets (cni.eniConfigs), so eniConfig is left out.")
      } else if !missing.isEmpty {
        // Some ENIConfigs of several would leave the pods of the other zones without addresses.
        notes.append(
          """
          The IDs of the pod subnets \(abbreviated(missing)) are not known, so eniConfig is left out; add the output of `aws ec2 \
          describe-subnets` with -f.
          """)
      } else {
        let subnets = pods.homes.map { home in (home.zone, JSONValue.object(["id": .text(home.id ?? "")])) }
        root["eniConfig"] = .object([
          "create": .flag(true), "region": .text(imported.plan.region.code),
          "subnets": .object(Dictionary(subnets) { first, _ in first }),
        ])
        notes += pods.notes + ["In eniConfig, \(PodSubnets.withoutSecurityGroups)."]
      }
    }
    return Text(text: JSONValue.object(root).text() + "\n", notes: notes)
  }
}

/// A value of JSON, written with its keys in alphabetical order.
private indirect enum JSONValue {
  case text(String)
  case flag(Bool)
  case object([String: JSONValue])

  func text(indentation: String = "") -> String {
    switch self {
    case .text(let text): return QuotedText.json(text)
    case .flag(let flag): return "\(flag)"
    case .object(let members) where members.isEmpty: return "{}"
    case .object(let members):
      let inner = indentation + "  "
      let lines = members.sorted { $0.key < $1.key }.map { key, value in
        "\(inner)\(QuotedText.json(key)): \(value.text(indentation: inner))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indentation)}"
    }
  }
}
