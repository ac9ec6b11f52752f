internal import Headroom

/// The labels that Karpenter and EKS Auto Mode give to the nodes of instance types, as far as the catalogue knows them.
///
/// Source: `computeRequirements` in `pkg/providers/instancetype/types.go` and `pkg/apis/v1/labels.go:150` of
/// aws/karpenter-provider-aws 1d927085.
enum InstanceTypeLabels {
  /// The prefixes of the labels of Karpenter and of EKS Auto Mode, which mean the same.
  private static let prefixes = ["karpenter.k8s.aws/instance-", "eks.amazonaws.com/instance-"]

  /// The ends of the labels with these prefixes.
  private static let ends: Set<String> = [
    "category", "family", "generation", "size", "cpu", "cpu-manufacturer", "cpu-sustained-clock-speed-mhz", "memory",
    "hypervisor", "gpu-count", "gpu-name", "gpu-manufacturer", "gpu-memory", "accelerator-count", "accelerator-name",
    "accelerator-manufacturer", "local-nvme", "network-bandwidth", "ebs-bandwidth", "encryption-in-transit-supported",
    "capability-flex", "tenancy",
  ]

  /// Returns whether a label is one that follows from the instance type.
  static func isOne(_ key: String) -> Bool {
    end(of: key).map { ends.contains($0) } ?? (key == NodeLabel.type || key == NodeLabel.architecture)
  }

  private static func end(of key: String) -> String? {
    prefixes.first { key.hasPrefix($0) }.map { String(key.dropFirst($0.count)) }
  }

  /// Returns the value of a label on the nodes of a type.
  static func attribute(_ key: String, of type: InstanceType) -> NodeAttribute {
    switch key {
    case NodeLabel.type: .known(type.name)
    case NodeLabel.architecture: architecture(of: type)
    default: end(of: key).map { attribute(end: $0, of: type) } ?? .unknown
    }
  }

  private static func attribute(end: String, of type: InstanceType) -> NodeAttribute {
    let name = EC2TypeName(type.name)
    return switch end {
    case "category": .known(name.category)
    case "generation": .known(name.generation)
    case "family": .known(name.family)
    case "size": .known(name.size)
    case "cpu": number(type.vcpus)
    case "memory": number(type.memory?.mebibytes)
    case "cpu-manufacturer": manufacturer(of: type, name)
    case "hypervisor": hypervisor(of: type)
    case "network-bandwidth": number(type.details.baselineBandwidthMbps)
    case "local-nvme": storage(of: type)
    case "gpu-count", "gpu-name", "gpu-manufacturer", "gpu-memory": gpu(end, of: type)
    case "accelerator-count", "accelerator-name", "accelerator-manufacturer": accelerator(end, of: type)
    case "capability-flex": .known(name.family?.contains("-flex") == true ? "true" : "false")
    default: .unknown
    }
  }

  private static func number(_ value: Int?) -> NodeAttribute { value.map { .known("\($0)") } ?? .unknown }

  private static func architecture(of type: InstanceType) -> NodeAttribute {
    if type.architectures.isEmpty { return .unknown }
    return .known(type.architectures.contains("x86_64") ? "amd64" : type.isARM ? "arm64" : "other")
  }

  /// The catalogue does not have the manufacturer, but the architecture and the letter after the generation say it for
  /// most types.
  ///
  /// Source: website, reference/instance-types.md of aws/karpenter-provider-aws.
  private static func manufacturer(of type: InstanceType, _ name: EC2TypeName) -> NodeAttribute {
    if type.isARM { return .known("aws") }
    guard type.architectures.contains("x86_64") else { return .unknown }
    switch name.letterAfterGeneration {
    case "a": return .known("amd")
    case "i": return .known("intel")
    // Only among types with accelerators, and those for high-performance computing, the letter does not tell.
    default:
      return ["c", "d", "h", "i", "m", "r", "t", "u", "x", "z"].contains(name.category)
        ? .known("intel") : .oneOf(["amd", "intel"])
    }
  }

  private static func hypervisor(of type: InstanceType) -> NodeAttribute {
    // Karpenter prints EC2's value, which is empty for bare metal.
    if type.isBareMetal { return .known("") }
    return switch type.hypervisor {
    case .nitro: .known("nitro")
    case .xen: .known("xen")
    case .some(.none): .known("")
    case nil: .unknown
    }
  }

  /// The label says the size of instance storage with NVMe, which all storage on Nitro has.
  private static func storage(of type: InstanceType) -> NodeAttribute {
    guard let size = type.details.instanceStorageGB else { return .unknown }
    guard size > 0 else { return .known(nil) }
    return type.hypervisor == .nitro || type.isBareMetal ? .known("\(size)") : .unknown
  }

  private static func gpu(_ end: String, of type: InstanceType) -> NodeAttribute {
    let details = type.details
    guard let name = details.gpuName else {
      // The catalogue gives a model wherever it gives a number above 0.
      return details.gpuCount == 0 && (details.logicalGPUCount ?? 0) == 0 ? .known(nil) : .unknown
    }
    let words = name.split(separator: " ", maxSplits: 1)
    switch end {
    case "gpu-count": return number(details.gpuCount)
    case "gpu-manufacturer": return words.first.map { .known($0.lowercased()) } ?? .unknown
    case "gpu-name":
      guard words.count == 2 else { return .unknown }
      return .known(words[1].lowercased().replacing(" ", with: "-"))
    default:
      // The label says the memory of one GPU, the catalogue that of all.
      guard let count = details.gpuCount, count > 0, let all = details.gpuMemoryMiB, all % count == 0 else {
        return .unknown
      }
      return .known("\(all / count)")
    }
  }

  private static func accelerator(_ end: String, of type: InstanceType) -> NodeAttribute {
    guard let count = type.details.neuronDevices else { return .unknown }
    // Gaudi and Qualcomm devices are not in the catalogue's column.
    if count == 0 { return ["dl", "vt"].contains(EC2TypeName(type.name).category) ? .unknown : .known(nil) }
    return switch end {
    case "accelerator-count": .known("\(count)")
    case "accelerator-manufacturer": .known("aws")
    default: .oneOf(["inferentia", "inferentia2", "trainium", "trainium2"])
    }
  }
}
