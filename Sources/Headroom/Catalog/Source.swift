/// The sources that derivation steps name, each defined once.
enum Source {
  static let catalogue = "EC2 limits of the instance type, data/instance-types.csv"
  static let ipamd = "aws/amazon-vpc-cni-k8s v1.23.1, pkg/ipamd/ipamd.go"
  static let eniMaxPods = "aws/amazon-vpc-cni-k8s, misc/eni-max-pods.txt"
  static let maxPodsCalculator = "awslabs/amazon-eks-ami, max-pods-calculator.sh (until March 2026)"
  static let managedNodeGroups = "EKS user guide, nodes/create-managed-node-group"
  static let nodeadm = "awslabs/amazon-eks-ami, nodeadm/internal/kubelet"
  static let karpenter = "aws/karpenter-provider-aws, pkg/providers/instancetype/types.go"
  static let bottlerocket = "bottlerocket-os/bottlerocket-core-kit, sources/api/pluto"
  static let subnetSizing = "Amazon VPC user guide, Subnet sizing"
  static let resourceController = "aws/amazon-vpc-resource-controller-k8s, pkg/pool/pool.go"
  static let topologyCache = "kubernetes/endpointslice daa4d010, topologycache/topologycache.go"
  static let trafficDistribution = "kubernetes/endpointslice daa4d010, trafficdist/trafficdist.go"
  static let kubeProxy = "kubernetes/kubernetes 008b3652, pkg/proxy/topology.go"
  static let loadBalancing = "Elastic Load Balancing user guides; pkg/backend of aws-load-balancer-controller 225f4456"
  static let prices = "the prices of the lines above"
  static let plan = "the plan"
}
