internal import Headroom

/// Reads launch templates.
extension TerraformFacts {
  /// The launch template of a group, as far as it can be found.
  enum FoundTemplate {
    case none
    case found(TerraformResource)
    /// Only its ID or its name is known.
    case named(GroupFacts.Template, Place)
    /// It cannot be told which one it is.
    case lost
  }

  /// Finds the launch template of a group.
  ///
  /// Where its ID is known only after apply, the references tell. A dynamic block leaves none, and then it is the only
  /// template of the same module instance.
  ///
  /// - Parameters:
  ///   - item: The group.
  ///   - block: The block that names the template.
  ///   - prefix: The beginning of the names of the block's expressions.
  ///   - keys: The names of the attributes with the ID and the name.
  func template(
    of item: TerraformResource, _ block: TerraformValues?, _ prefix: String,
    keys: (id: String, name: String) = ("id", "name")
  ) -> FoundTemplate {
    guard let block else { return .none }
    // A version that is known only after apply is most likely the one that the plan makes.
    let version = block["version"].isUnknown ? "$Latest" : block["version"].node?.text ?? "$Default"
    let (id, name) = (block[keys.id].node, block[keys.name].node)
    if let node = id ?? name, let text = node.text, !text.isEmpty {
      let found = id == nil ? templatesByName[text] : templatesByID[text]
      if let found, Self.isCurrent(version, of: found) { return .found(found) }
      return .named(GroupFacts.Template(id: id?.text, name: id == nil ? text : nil, version: version), node.place)
    }
    let all = templates[item.address.module] ?? []
    if let (source, _) = walk.source(of: item.address) {
      let expressions = [keys.id, keys.name].compactMap { source.expressions[prefix + $0] }
      let targets = expressions.flatMap(\.targets)
      let named = all.filter { candidate in targets.contains { Self.isReference($0, to: candidate) } }
      if named.count == 1 { return .found(named[0]) }
    }
    let own = all.filter { !$0.address.isData }
    return own.count == 1 ? .found(own[0]) : .lost
  }

  private static func isReference(_ target: TerraformAddress, to item: TerraformResource) -> Bool {
    let isData = target.steps[0].name == "data"
    let steps = Array(target.steps.dropFirst(isData ? 1 : 0))
    return steps.count > 1 && steps[0].name == item.address.type && steps[1].name == item.address.name
      && (steps[1].key == nil || steps[1].key == item.address.key) && isData == item.address.isData
  }

  /// Whether a template's resource, which shows the latest version, shows the version that is meant.
  private static func isCurrent(_ version: String, of template: TerraformResource) -> Bool {
    guard let latest = template["latest_version"].node?.text else { return true }
    return switch version {
    case "$Latest": true
    case "$Default": template["default_version"].node.map { $0.text == latest } ?? true
    default: version == latest
    }
  }

  /// Sets what a launch template says of a group and the group does not say itself.
  mutating func apply(_ template: FoundTemplate, _ item: TerraformResource, _ group: inout GroupFacts) {
    let stage = stage(of: item)
    let part = PlanPart(.nodeGroup, group.name)
    switch template {
    case .none: return
    case .named(let template, let place): group.template = [Fact(template, place, stage)]
    case .lost:
      let reason =
        "which launch template it uses is known only after apply; `terraform show -json` of the state names it then"
      if group.types.isEmpty {
        group.types = [Fact(nil, item.place, stage)]
        remark(reason, part.key("instanceTypes"), item.place, cluster: group.cluster)
      }
      // The max pods in user data count for self-managed nodes, and for managed ones with an image of their own.
      if group.manager.best()?.value == .selfManaged, group.maxPods.isEmpty {
        group.maxPods = [Fact(nil, item.place, stage)]
        remark(reason, part.key("maxPods"), item.place, cluster: group.cluster)
      }
    case .found(let found):
      if let node = found["instance_type"].node, let type = node.text, !type.isEmpty {
        if group.types.isEmpty { group.types = [Fact([type], node.place, stage)] }
      } else if group.types.isEmpty,
        found["instance_type"].isUnknown || !found.values.blocks("instance_requirements").isEmpty
      {
        group.types = [Fact(nil, found.place, stage)]
        remark(
          "its launch template names no instance type; `aws ec2 describe-launch-template-versions` prints what it has",
          part.key("instanceTypes"), found.place, cluster: group.cluster)
      }
      let image = found["image_id"]
      if image.isUnknown || image.node?.text?.isEmpty == false { group.customAMI = [Fact(true, found.place, stage)] }
      readMaxPods(found, &group, stage)
    }
  }

  private mutating func readMaxPods(_ template: TerraformResource, _ group: inout GroupFacts, _ stage: Stage) {
    let data = template["user_data"]
    let found: NodeScript.MaxPods?
    if let node = data.node, let text = node.text, !text.isEmpty {
      found = NodeScript.maxPods(inUserData: text)
    } else {
      // EKS sets max pods on managed nodes itself, unless their image is a custom one.
      let isOwn =
        group.manager.best()?.value == .selfManaged || group.family.best()?.value == .custom
        || group.customAMI.best()?.value == true
      found = data.isUnknown && isOwn ? .notUnderstood : nil
    }
    let place = data.node?.place ?? template.place
    switch found {
    case nil: return
    case .number(let number)?: group.maxPods = [Fact(number, place, stage)]
    case .expression(let text)?: group.maxPodsExpression = [Fact(text, place, stage)]
    case .notUnderstood?:
      group.maxPods = [Fact(nil, place, stage)]
      let reason =
        data.isUnknown
        ? "the user data of its launch template is known only after apply"
        : "the user data of its launch template mentions it in a way that is not understood"
      remark(
        "\(reason); `kubectl get nodes -o json` prints it as status.capacity.pods",
        PlanPart(.nodeGroup, group.name, key: "maxPods"), place, cluster: group.cluster)
    }
  }

  /// Keeps the launch templates that exist, for groups of other files.
  mutating func readTemplatesOfData() {
    for item in resources("aws_launch_template", withData: true) where item.isThere || item.address.isData {
      guard let node = item["latest_version"].node, let version = reader.number(node) else { continue }
      var template = TemplateFacts(version: version, place: item.place)
      (template.id, template.name) = (item.id, item["name"].node?.text)
      template.isDefault = item["default_version"].node?.text == node.text
      if let type = item["instance_type"].node, let text = type.text, !text.isEmpty {
        template.type = Fact(text, type.place, .now)
      }
      template.hasImage = item["image_id"].node?.text?.isEmpty == false
      if let script = item["user_data"].node, let text = script.text {
        switch NodeScript.maxPods(inUserData: text) {
        case .number(let number)?: template.maxPods = Fact(number, script.place, .now)
        case .expression?, .notUnderstood?: template.maxPods = Fact(nil, script.place, .now)
        case nil: break
        }
      }
      reader.facts.live.templates.append(template)
    }
  }
}
