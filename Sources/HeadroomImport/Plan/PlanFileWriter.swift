internal import Headroom
internal import Yams

/// Writes a plan with the keys that `PlanFileReader` reads. A key whose value is its default is left out.
struct PlanFileWriter {
  let plan: ClusterPlan
  /// The start of the names of the files to which the plan refers.
  let stem: String
  /// The files with measured traffic, in the order in which the plan refers to them.
  var files: [SourceFile] = []

  init(_ plan: ClusterPlan, stem: String) {
    self.plan = plan
    self.stem = stem
  }

  /// Returns the whole plan.
  mutating func root() -> YAMLObject {
    var root = YAMLObject()
    root.add("apiVersion", "headroom/v1alpha1" as String?)
    root.add("kind", "CapacityPlan" as String?)
    root.add("metadata", object { $0.add("name", plan.name as String?) })
    root.add("region", plan.region.code as String?)
    root.add("kubernetesVersion", plan.kubernetesVersion?.description)
    if plan.network.ipFamily != .ipv4 { root.add("ipFamily", plan.network.ipFamily.rawValue as String?) }
    root.add("vpc", vpc, isFlow: false)
    root.add("cni", cni, isFlow: false)
    root.add("instanceTypes", ownTypes)
    root.add(
      "nodeGroups", plan.nodeGroups.map { group($0) } + plan.incompleteGroups.map { group($0.group, $0.unknown) })
    root.add("workloads", plan.workloads.map(workload))
    let services = plan.services.map { service($0) }
    root.add("services", services)
    let network = networkUse()
    root.add("network", network, isFlow: false)
    root.add("reservations", plan.reservations.map(reservation))
    if let growth = plan.growth { root.add("growth", self.growth(growth)) }
    root.add("policy", policy)
    let discounts = object { discounts in
      for (scope, discount) in plan.discounts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        discounts.add(name: scope.rawValue, Node(discount.description, Tag(.implicit), .plain))
      }
    }
    root.add("discounts", discounts)
    root.add("remarks", plan.remarks.map(remark))
    return root
  }

  /// Returns an object that a closure fills.
  func object(_ fill: (inout YAMLObject) -> Void) -> YAMLObject {
    var object = YAMLObject()
    fill(&object)
    return object
  }

  // MARK: The VPC

  private var vpc: YAMLObject {
    object {
      $0.add("cidrs", plan.vpcBlocks.map(\.description))
      $0.add("serviceCIDR", plan.serviceBlock?.description)
      $0.add("subnets", plan.subnets.map(subnet))
      if plan.subnets.isEmpty { $0.add("subnets", YAMLObject.list([])) }
    }
  }

  private func subnet(_ subnet: Subnet) -> YAMLObject {
    object {
      $0.add("name", subnet.name as String?)
      $0.add("zone", subnet.zone as String?)
      $0.add("zoneId", subnet.zoneID)
      $0.add("cidr", subnet.block?.description)
      if subnet.roles != Subnet(name: "", zone: "").roles {
        $0.add("roles", YAMLObject.list(subnet.roles.map(\.rawValue).sorted().map(YAMLObject.text)))
      }
      if subnet.isUseUnknown {
        $0.add("usedAddresses", plain: Self.unknown)
      } else if let available = subnet.available {
        $0.add("availableAddresses", plain: available.count)
        $0.add("nodesCounted", available.countsNodes, unless: true)
      } else if subnet.usedAddressCount != 0 {
        $0.add("usedAddresses", plain: subnet.usedAddressCount)
      }
      $0.add("occupied", subnet.occupied.map { $0.prefixLength == 32 ? "\($0.network)" : "\($0)" })
      if !subnet.cidrReservations.isEmpty {
        let items = subnet.cidrReservations.map { item in
          object {
            $0.add("cidr", item.block.description as String?)
            $0.add("type", item.kind.rawValue as String?)
          }.node(isFlow: true)
        }
        $0.add("cidrReservations", YAMLObject.list(items))
      }
      $0.add("tags", subnet.tags)
    }
  }

  private var cni: YAMLObject {
    let network = plan.network
    return object {
      if network.kind != .vpcCNI { $0.add("kind", network.kind.rawValue as String?) }
      if network.environment.defaults != .chart { $0.add("defaults", network.environment.defaults.rawValue as String?) }
      $0.add("env", network.environment.variables)
      let configs = object { configs in
        for (zone, subnets) in network.eniConfigs.sorted(by: { $0.key < $1.key }) {
          configs.add(name: zone, YAMLObject.list(subnets.map(YAMLObject.text)))
        }
      }
      $0.add("eniConfigs", configs)
    }
  }

  private func reservation(_ item: AddressReservation) -> YAMLObject {
    object {
      $0.add("name", item.name as String?)
      $0.add("kind", item.kind.rawValue as String?)
      $0.add("subnets", YAMLObject.list(item.subnets.map(YAMLObject.text)))
      $0.add("addresses", plain: item.addresses)
      $0.add("peakAddresses", plain: item.peakAddresses)
    }
  }

  private func remark(_ remark: PlanRemark) -> YAMLObject {
    object {
      $0.add("kind", remark.kind.rawValue as String?)
      $0.add("about", remark.subject.kind.rawValue as String?)
      if !remark.subject.name.isEmpty { $0.add("name", remark.subject.name as String?) }
      $0.add("key", remark.subject.key)
      $0.add("message", remark.message as String?)
    }
  }

  // MARK: Growth and limits

  private func growth(_ growth: Growth) -> YAMLObject {
    object {
      if growth.model != .compound { $0.add("model", growth.model.rawValue as String?) }
      if growth.model != .steps || growth.ratePerMonth != 0 { $0.add("ratePerMonth", plain: rate(growth.ratePerMonth)) }
      if growth.horizon != Growth().horizon { $0.add("horizonMonths", plain: growth.horizon) }
      let steps = growth.steps.map { step in
        object {
          $0.add("month", plain: step.month)
          $0.add("percent", plain: step.percent)
        }.node(isFlow: true)
      }
      if !steps.isEmpty { $0.add("steps", YAMLObject.list(steps)) }
    }
  }

  /// Returns a rate as a percentage, or as a fraction if only that is read as the same number.
  private func rate(_ rate: Double) -> String {
    let percent = decimal(rate * 100)
    let read = ExactDecimal(percent.utf8).map { Double($0.billionths) / Double(ExactDecimal.unit) / 100 }
    return read == rate ? percent + "%" : decimal(rate)
  }

  /// Returns a number with at most nine decimals.
  func decimal(_ number: Double) -> String {
    let billionths = Int128((number * Double(ExactDecimal.unit)).rounded())
    return DataVolume(billionths: billionths).decimal
  }

  private var policy: YAMLObject {
    let usual = ClusterPlan.Policy()
    return object {
      if plan.policy.maxUtilization != usual.maxUtilization {
        $0.add("maxUtilization", plain: "\(plan.policy.maxUtilization)%")
      }
      $0.add("surviveZoneLoss", plan.policy.survivesZoneLoss, unless: usual.survivesZoneLoss)
      $0.add("rollingUpdate", plan.policy.allowsRollingUpdate, unless: usual.allowsRollingUpdate)
      if plan.policy.basis != usual.basis { $0.add("basis", plan.policy.basis.rawValue as String?) }
    }
  }
}
