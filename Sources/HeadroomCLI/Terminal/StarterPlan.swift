internal import Headroom

/// The plan that `headroom init` prints: a small, valid plan with comments.
struct StarterPlan {
  let region: Region

  /// The name of the schema that editors look for beside the plan.
  static let schemaName = "plan.schema.json"

  var text: String {
    """
    # yaml-language-server: $schema=\(Self.schemaName)
    # A plan for an EKS cluster. Check it with: headroom check -f plan.yaml
    apiVersion: headroom/v1alpha1
    kind: CapacityPlan
    metadata: {name: my-cluster}
    region: \(region)
    kubernetesVersion: "1.34"
    ipFamily: ipv4                    # ipv4 | ipv6

    vpc:
      cidrs: [10.0.0.0/16]
      serviceCIDR: 172.20.0.0/16
      subnets:
        - name: private-a
          zone: \(region)a
          cidr: 10.0.0.0/22           # leave out if it is not known yet
          roles: [nodes, loadBalancers]   # nodes, pods, loadBalancers, controlPlane
          usedAddresses: 0            # addresses in use by resources outside this plan
        - name: private-b
          zone: \(region)b
          cidr: 10.0.4.0/22
          roles: [nodes, loadBalancers]
        - {name: control-a, zone: \(region)a, cidr: 10.0.8.0/28, roles: [controlPlane]}
        - {name: control-b, zone: \(region)b, cidr: 10.0.8.16/28, roles: [controlPlane]}

    cni:
      kind: vpc-cni                   # vpc-cni | overlay | chained-cilium
      defaults: chart                 # chart | binary: the defaults of variables that are not set
      env:                            # environment variables of the VPC CNI (aws-node)
        ENABLE_PREFIX_DELEGATION: "false"
        # WARM_IP_TARGET: "2"
        # MINIMUM_IP_TARGET: "12"

    nodeGroups:
      - name: general
        instanceTypes: [m5.large]
        desiredSize: 4
        minSize: 2
        maxSize: 6                    # the verdicts are for this size
        subnets: [private-a, private-b]
        manager: managed              # managed | self-managed | karpenter | auto-mode | fargate
        amiFamily: AmazonLinux2023    # AmazonLinux2023 | AmazonLinux2 | Bottlerocket | Windows | Custom

    workloads:
      - {name: aws-node, daemonSet: true, hostNetwork: true, systemCritical: true}
      - {name: kube-proxy, daemonSet: true, hostNetwork: true, systemCritical: true}
      - {name: coredns, replicas: 2, cpu: 100m, memory: 70Mi, systemCritical: true}
      - {name: web, replicas: 20, maxReplicas: 40, cpu: 100m, memory: 128Mi}

    services:                         # for cross-zone traffic and its cost: headroom traffic -f plan.yaml
      - name: web
        workload: web
        trafficDistribution: PreferClose   # or annotations: {service.kubernetes.io/topology-mode: Auto}
        gbPerMonth: {request: 50, response: 500}

    reservations:
      - {name: ingress, kind: applicationLoadBalancer, subnets: [private-a, private-b]}

    policy: {maxUtilization: 80%}

    """
  }
}
