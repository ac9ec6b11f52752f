internal import Headroom

extension NodeGroup.AMIFamily {
  /// The family of the image that EKS calls by a type such as `AL2023_x86_64_STANDARD`.
  init(amiType: String) {
    self =
      switch amiType {
      case let name where name.hasPrefix("AL2_"): .amazonLinux2
      case let name where name.hasPrefix("BOTTLEROCKET"): .bottlerocket
      case let name where name.hasPrefix("WINDOWS"): .windows
      case "CUSTOM": .custom
      default: .amazonLinux2023
      }
  }
}
