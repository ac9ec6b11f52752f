internal import Headroom

/// Words that people write out of habit, from other tools of the field, with their names in a plan.
enum HabitualWords {
  private static let meanings = [
    "az": "zone", "availabilityzone": "zone", "azid": "zoneId", "cidrblock": "cidr", "version": "kubernetesVersion",
    "k8sversion": "kubernetesVersion", "desiredcapacity": "desiredSize", "desired": "desiredSize", "min": "minSize",
    "mincapacity": "minSize", "max": "maxSize", "maxcapacity": "maxSize", "nodegroup": "nodeGroups",
    "managednodegroups": "nodeGroups", "nodepools": "nodeGroups", "instancetype": "instanceTypes",
    "amitype": "amiFamily", "ami": "amiFamily", "pods": "replicas", "minreplicas": "replicas", "hpa": "maxReplicas",
    "deployments": "workloads", "svc": "services", "loadbalancers": "exposures", "crosszoneloadbalancing": "crossZone",
    "al2023": "AmazonLinux2023", "al2": "AmazonLinux2", "amazonlinux": "AmazonLinux2023", "br": "Bottlerocket",
    "windows2022": "Windows", "eks": "managed", "mng": "managed", "asg": "self-managed", "automode": "auto-mode",
  ]

  /// Returns the name that was probably meant: one that the word stands for by habit, or one that is spelled like it.
  static func meaning(of word: String, among names: [String]) -> String? {
    let plain = word.lowercased().filter { $0 != "_" && $0 != "-" }
    if let meant = meanings[plain], names.contains(meant) { return meant }
    if let same = names.first(where: { $0.lowercased() == plain }) { return same }
    return nearestName(to: word, among: names)
  }
}
