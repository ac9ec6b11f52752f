/// The attributes that are read of each type of resource. All others are skipped, and so never get into memory.
enum TerraformShapes {
  /// The shape of a type; `nil` if nothing is read of it.
  static func shape(of type: String) -> JSONShape? { shapes[type] }

  /// The attributes of every type together, for resources whose address follows their values.
  static let any = JSONShape(texts.sorted { $0.key < $1.key }.map(\.value).joined(separator: " "))

  /// Whether nothing is read of a resource, but it is named.
  static func isNamedOnly(_ type: String) -> Bool { type.hasPrefix("kubernetes_") || type.hasPrefix("helm_") }

  private static let shapes = texts.mapValues(JSONShape.init)

  private static let template = "launch_template{id name version}"

  private static let balancer = "id arn name load_balancer_type subnets subnet_mapping{subnet_id} region"

  /// Types and attributes. The names are those of the AWS provider's documentation.
  private static let texts = [
    "aws_vpc": "id cidr_block region",
    "aws_vpc_ipv4_cidr_block_association": "vpc_id cidr_block",
    "aws_subnet": """
    id cidr_block availability_zone availability_zone_id vpc_id tags{*} tags_all{*} ipv6_native outpost_arn \
    available_ip_address_count region
    """,
    "aws_subnets": "ids",
    "aws_subnet_ids": "ids",
    "aws_ec2_subnet_cidr_reservation": "subnet_id cidr_block reservation_type",
    "aws_eks_cluster": """
    id arn name version region vpc_config{subnet_ids vpc_id} kubernetes_network_config{service_ipv4_cidr ip_family} \
    compute_config{enabled node_pools} remote_network_config{remote_node_networks{cidrs}} outpost_config{outpost_arns} \
    bootstrap_self_managed_addons
    """,
    "aws_eks_node_group": """
    cluster_name node_group_name node_group_name_prefix subnet_ids scaling_config{desired_size min_size max_size} \
    instance_types ami_type capacity_type update_config{max_unavailable max_unavailable_percentage update_strategy} \
    labels{*} disk_size taint{key} \(template)
    """,
    "aws_launch_template": """
    id name name_prefix instance_type image_id user_data latest_version default_version instance_requirements{vcpu_count} \
    tag_specifications{resource_type tags{*}}
    """,
    "aws_autoscaling_group": """
    id name name_prefix min_size max_size desired_capacity vpc_zone_identifier tag{key value} \(template) \
    mixed_instances_policy{instances_distribution{on_demand_base_capacity on_demand_percentage_above_base_capacity} \
    launch_template{launch_template_specification{launch_template_id launch_template_name version} \
    override{instance_type weighted_capacity instance_requirements{vcpu_count}}}} warm_pool{pool_state}
    """,
    "aws_eks_addon": "addon_name cluster_name configuration_values",
    "aws_eks_fargate_profile": "cluster_name fargate_profile_name subnet_ids",
    "aws_nat_gateway": "id subnet_id availability_mode tags{Name}",
    "aws_lb": balancer, "aws_alb": balancer, "aws_elb": "id name subnets",
    "aws_vpc_endpoint": "id vpc_endpoint_type service_name subnet_ids state",
    "kubectl_manifest": "yaml_body",
    "helm_release": "name chart",
  ]

  /// The expressions of resources that are needed, those of blocks with the name of the block before.
  static let expressions: Set<String> = [
    "subnet_ids", "subnets", "subnet_id", "vpc_id", "vpc_zone_identifier", "instance_types", "cluster_name",
    "desired_capacity", "configuration_values", "subnet_mapping", "subnet_mapping.subnet_id", "vpc_config",
    "vpc_config.subnet_ids",
    "launch_template",
    "launch_template.id", "launch_template.name", "mixed_instances_policy", "mixed_instances_policy.launch_template",
    "mixed_instances_policy.launch_template.launch_template_specification",
    "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
    "mixed_instances_policy.launch_template.launch_template_specification.launch_template_name",
  ]
}
