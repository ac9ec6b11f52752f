extension Region {
  /// The codes of the regions that AWS has opened, as of November 2026.
  ///
  /// A ``Region`` can have any code of the right form; plan files can only name these regions, so that a misspelt one
  /// is found.
  ///
  /// Source: the partitions in `botocore/data/partitions.json` and `endpoints.json` of boto/botocore.
  package static let knownCodes = [
    "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
    "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
    "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "cn-north-1", "cn-northwest-1", "eu-central-1",
    "eu-central-2", "eu-isoe-west-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3",
    "eusc-de-east-1", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1",
    "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1",
    "us-isob-west-1", "us-isof-east-1", "us-isof-south-1", "us-west-1", "us-west-2",
  ]

  /// Why the region cannot be meant, in one sentence; `nil` if AWS has opened it.
  package var objection: String? {
    if Self.knownCodes.contains(code) { return nil }
    let hint = nearestName(to: code, among: Self.knownCodes).map { "; did you mean '\($0)'?" } ?? ""
    return "AWS has no region '\(code)'\(hint)"
  }
}
