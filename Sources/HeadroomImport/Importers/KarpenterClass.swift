internal import Headroom

/// What an EC2NodeClass of Karpenter or a NodeClass of EKS Auto Mode says of the nodes of its NodePools.
struct KarpenterClass {
  let object: KarpenterObject
  /// The family of the machine image; `nil` if it is not known.
  private(set) var family: Fact<NodeGroup.AMIFamily>?
  /// The size of the root volume in GiB; `nil` if it is the default.
  private(set) var volume: Fact<Int>?
  /// The settings of the kubelet.
  var kubelet: YAMLNode? { object.node["spec"]?["kubelet"] }
  /// The subnets that were selected already; `nil` if the object does not say it.
  private(set) var subnets: [SelectedSubnet]?
  /// The terms that select subnets; `nil` if they contain placeholders or are missing.
  private(set) var terms: [SubnetSelector.Term]?

  /// A subnet of `status.subnets`.
  struct SelectedSubnet {
    let id: String, zone: String?, zoneID: String?
    let place: Place
  }

  init(_ object: KarpenterObject, _ reader: inout FactReader) {
    self.object = object
    reader.stage = object.stage
    readSubnets(&reader)
    readImage(&reader)
    readVolume(&reader)
    if object.node["spec"]?["ipPrefixCount"]?.isNull == false {
      reader.facts.notes.insert(
        """
        The ipPrefixCount of node class '\(object.name.prefix(80))' is not read: its nodes hold that many /28 prefixes \
        from the start, also where their pods need fewer.
        """)
    }
  }

  /// The most terms of a class.
  ///
  /// Source: `pkg/apis/v1/ec2nodeclass.go` of aws/karpenter-provider-aws.
  static let mostTerms = 30

  private mutating func readSubnets(_ reader: inout FactReader) {
    let status = object.node["status"]?["subnets"]
    if let items = status?.items, !items.isEmpty {
      subnets = items.compactMap { item in
        reader.text(item["id"]).map {
          SelectedSubnet(
            id: $0, zone: reader.text(item["zone"]), zoneID: reader.text(item["zoneID"]), place: item.place)
        }
      }
    }
    let items = reader.items(object.node["spec"]?["subnetSelectorTerms"])
    guard items.count <= Self.mostTerms else {
      return reader.complain(
        "there are \(items.count) subnetSelectorTerms; Karpenter accepts at most \(Self.mostTerms)", at: items[0].place)
    }
    var terms: [SubnetSelector.Term] = []
    for item in items {
      let given = reader.pairs(item["tags"])
      if let id = item["id"], !id.isNull {
        guard let id = reader.text(id) else { return }
        terms.append(SubnetSelector.Term(id: id))
        continue
      }
      var tags: [String: String] = [:]
      for (key, value) in given {
        // A placeholder leaves open which subnets are meant.
        guard let name = reader.text(key), let value = reader.text(value) else { return }
        tags[name] = value
      }
      guard !tags.isEmpty else {
        reader.complain("a term of subnetSelectorTerms needs `id` or `tags`", at: item.place)
        continue
      }
      terms.append(SubnetSelector.Term(tags: tags))
    }
    if !terms.isEmpty { self.terms = terms }
  }

  /// Source: `AMIFamily` in `pkg/apis/v1/ec2nodeclass.go` of aws/karpenter-provider-aws: `amiFamily` counts before the
  /// alias.
  private mutating func readImage(_ reader: inout FactReader) {
    guard object.kind == .karpenterClass else {
      // The nodes of EKS Auto Mode run a variant of Bottlerocket.
      family = Fact(.bottlerocket, object.node.place, object.stage)
      return
    }
    let spec = object.node["spec"]
    let alias = (spec?["amiSelectorTerms"]?.items ?? []).lazy.compactMap { $0["alias"] }.first { !$0.isNull }
    guard let given = spec?["amiFamily"].flatMap({ $0.isNull ? nil : $0 }) ?? alias, let text = reader.text(given)
    else { return }
    let word = text.prefix { $0 != "@" }.lowercased()
    let known: NodeGroup.AMIFamily? =
      switch word {
      case "al2023": .amazonLinux2023
      case "al2": .amazonLinux2
      case "bottlerocket", "bottlerocketfips", "bottlerocket-fips": .bottlerocket
      case "custom", "ubuntu": .custom
      default: word.hasPrefix("windows20") ? .windows : nil
      }
    guard let known else {
      return reader.complain(
        """
        '\(text.prefix(80))' is not a family of machine images; expected AL2023, AL2, Bottlerocket, Windows2019, \
        Windows2022, Windows2025 or Custom, or an alias such as al2023@latest
        """, at: given.place)
    }
    family = Fact(known, given.place, object.stage)
  }

  private mutating func readVolume(_ reader: inout FactReader) {
    let spec = object.node["spec"]
    var size: YAMLNode?
    if object.kind == .autoModeClass {
      size = spec?["ephemeralStorage"]?["size"]
    } else {
      let items = reader.items(spec?["blockDeviceMappings"])
      let root = items.first { $0["rootVolume"]?.text == "true" } ?? (items.count == 1 ? items.first : nil)
      size = root?["ebs"]?["volumeSize"]
    }
    guard let size, let text = reader.text(size) else { return }
    guard case .thousandths(let amount)? = KarpenterQuantity(text), amount > 0 else {
      return reader.complain("'\(text.prefix(80))' is not the size of a volume, such as 100Gi", at: size.place)
    }
    volume = Fact(max(1, (amount / 1000).dividedRoundingUp(by: 1 << 30)), size.place, object.stage)
  }

  /// Whether another class selects subnets by the same terms.
  func hasTerms(of other: KarpenterClass) -> Bool { terms != nil && terms == other.terms }

  /// The command that prints the class.
  static func command(_ kind: KarpenterObject.Kind, _ name: String) -> String {
    let resource = kind == .autoModeClass ? "nodeclasses.eks.amazonaws.com" : "ec2nodeclass"
    return "`kubectl get \(resource) \(name.prefix(80)) -o json`"
  }
}
