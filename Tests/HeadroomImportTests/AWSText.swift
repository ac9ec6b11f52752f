import Headroom
import HeadroomImport

/// Texts that the AWS CLI prints, and files with them.
enum AWSText {
  static func json(_ name: String, _ text: String) -> SourceFile { SourceFile(name: name, bytes: Array(text.utf8)) }

  static func subnet(_ rest: String = "", id: String = "subnet-1", cidr: String = "10.0.0.0/24") -> String {
    "{\"SubnetId\": \"\(id)\", \"CidrBlock\": \"\(cidr)\", \"AvailabilityZone\": \"eu-central-1a\"\(rest)}"
  }

  static func subnets(_ items: String..., name: String = "subnets.json") -> SourceFile {
    json(name, "{\"Subnets\": [\(items.joined(separator: ", "))]}")
  }

  static let live = """
    {"nodegroup": {"nodegroupName": "a", "clusterName": "dev", "scalingConfig": {"minSize": 2, "maxSize": 12, "desiredSize": 4},
     "instanceTypes": ["m5.large"], "subnets": ["subnet-1", "subnet-2"], "amiType": "AL2023_x86_64_STANDARD"}}
    """

  static let network = """
    vpc:
      id: vpc-1
      subnets:
        private: {eu-central-1a: {id: subnet-1, cidr: 10.0.0.0/24}, eu-central-1b: {id: subnet-2, cidr: 10.0.1.0/24}}
    """

  static let clusterFile = """
    {"cluster": {"name": "dev", "arn": "arn:aws:eks:eu-central-1:1:cluster/dev", "version": "1.34",
     "resourcesVpcConfig": {"subnetIds": ["subnet-1"], "vpcId": "vpc-1"}}}
    """

  static func interface(_ id: String, _ addresses: [String], instance: String? = nil, _ rest: String = "") -> String {
    let list = addresses.map { "{\"PrivateIpAddress\": \"\($0)\"}" }.joined(separator: ", ")
    let attachment = instance.map { ", \"Attachment\": {\"InstanceId\": \"\($0)\"}" } ?? ""
    return
      "{\"NetworkInterfaceId\": \"\(id)\", \"SubnetId\": \"subnet-1\", \"PrivateIpAddresses\": [\(list)]\(attachment)\(rest)}"
  }

  static func interfaces(_ items: String..., name: String = "interfaces.json") -> SourceFile {
    json(name, "{\"NetworkInterfaces\": [\(items.joined(separator: ", "))]}")
  }

  static func instance(_ tags: String...) -> SourceFile {
    let list = tags.map { tag in
      let parts = tag.split(separator: "=")
      return "{\"Key\": \"\(parts[0])\", \"Value\": \"\(parts[1])\"}"
    }
    return json(
      "instances.json",
      """
      {"Reservations": [{"Instances": [{"InstanceId": "i-1", "InstanceType": "m5.large", "SubnetId": "subnet-1",
       "State": {"Name": "running"}, "Tags": [\(list.joined(separator: ", "))]}]}]}
      """)
  }

  static let group = """
    {"nodegroup": {"nodegroupName": "a", "clusterName": "dev", "scalingConfig": {"minSize": 1, "maxSize": 2, "desiredSize": 1},
     "instanceTypes": ["m5.large"], "subnets": ["subnet-1"], "amiType": "AL2023_x86_64_STANDARD"}}
    """
}
