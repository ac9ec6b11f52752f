import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// A whole cluster from the files that the AWS CLI prints.
@Suite struct ShopImportTests {
  /// The plan written by hand and the files give the same numbers and verdicts.
  @Test func theFilesAddUpToThePlanWrittenByHand() throws {
    let imported = try importPlan(Shop.files())
    let expected = try importPlan([Shop.file("shop.yaml")])
    let (found, wanted) = (PlanAnalysis(of: imported.plan).subnets, PlanAnalysis(of: expected.plan).subnets)
    #expect(Set(found.map(Self.numbers)) == Set(wanted.map(Self.numbers)))
    #expect(imported.findings.filter { !$0.contains("HR-IMP-") } == expected.findings)
    #expect(imported.findings.filter { $0.contains("HR-IMP-") } == ["note HR-IMP-002 shop-private-b"])
    #expect(["a", "b", "c"].map { imported.load("shop-private-\($0)")?.fullDemand } == [90, 42, 30])
    #expect(["a", "b", "c"].map { imported.load("shop-pods-\($0)")?.fullDemand } == [240, 84, 60])
    let bills = [imported, expected].map { Assessment(of: $0.plan).cost.total }
    #expect(bills[0].subtotal == bills[1].subtotal)
  }

  private static func numbers(_ load: SubnetLoad) -> [String] {
    [load.subnet.name, load.subnet.zone, "\(load.subnet.block!)", "\(load.subnet.usedAddresses)"]
      + [load.demand, load.peakDemand, load.burstDemand, load.fullDemand, load.reservedNow, load.warmAddresses].map {
        "\($0)"
      }
  }

  /// What other things take, beside what the plan and its reservations describe.
  @Test func othersAreCounted() throws {
    let plan = try importPlan(Shop.files()).plan
    let others = plan.subnets.filter { $0.usedAddresses > 0 }.map { "\($0.name) \($0.usedAddresses)" }
    #expect(others == ["shop-private-a 2", "shop-private-b 2", "shop-private-c 2"])
    let holders = try importPlan(Shop.files()).comments
    func text(_ subnet: String) -> String { holders[PlanPart(.subnet, subnet)]?.joined(separator: "; ") ?? "" }
    for words in ["in use now: 26: nodes 21", "EFS mount target", "control plane of shop 1", "other instances 1"] {
      #expect(text("shop-private-a").contains(words), "\(text("shop-private-a"))")
    }
    for words in ["in use now: 19: nodes 14", "AWS Lambda", "leaked interfaces 1", "shop-int 1"] {
      #expect(text("shop-private-b").contains(words), "\(text("shop-private-b"))")
    }
    for words in ["in use now: 36: nodes 34", "nodes of EKS Auto Mode 1", "RDSNetworkInterface 1"] {
      #expect(text("shop-private-c").contains(words), "\(text("shop-private-c"))")
    }
  }

  /// The subnets alone: the numbers of EC2 and, for whole blocks, of `subnet_frag.py` of awslabs/aws-support-tools.
  @Test(arguments: [
    ("public-a", 2, 2), ("public-b", 1, 2), ("public-c", 1, 2), ("private-a", 26, 3), ("private-b", 19, 8),
    ("private-c", 36, 10), ("pods-a", 0, 254), ("pods-b", 0, 254), ("pods-c", 0, 254),
  ])
  func occupancy(name: String, taken: Int, blocks: Int) throws {
    let names = ["describe-subnets", "describe-network-interfaces"]
    let reservations = ["get-subnet-cidr-reservations.pods-a", "get-subnet-cidr-reservations.private-a"]
    let subnet = try #require(try importPlan(Shop.files(names + [reservations[0]])).load("shop-" + name)?.subnet)
    #expect(subnet.usedAddresses == taken)
    // The explicit reservation keeps its blocks from prefixes, and subnet_frag.py does not know reservations.
    var open = subnet
    open.cidrReservations = []
    #expect(open.freePrefixBlocks.map { [$0.best, $0.worst] } == [blocks, blocks])
    #expect(subnet.block!.usableAddresses - taken == (name == "pods-a" ? 4091 : try free(name)))
    // Without the reservation it is not known why 2,048 addresses are not free: perhaps the list of interfaces is filtered.
    let alone = try importPlan(Shop.files(names))
    #expect(alone.load("shop-" + name)?.subnet.usedAddresses == (name == "pods-a" ? 2048 : taken))
    #expect(!alone.findings.contains { $0.contains("HR-IMP-003") })
    #expect(alone.plan.name == "no cluster")
  }

  private func free(_ name: String) throws -> Int? {
    try importPlan(Shop.files(["describe-subnets"])).plan.subnets.first { $0.name == "shop-" + name }?.available?.count
  }

  // MARK: One file less

  @Test func withoutTagsTheSecondaryInterfacesStay() throws {
    let files = try Shop.files().map { $0.replacing("kubernetes.io/role/cni", with: "team") }
    let imported = try importPlan(files)
    #expect(["a", "b", "c"].map { imported.load("shop-private-\($0)")?.fullDemand } == [330, 126, 90])
    #expect(imported.findings.contains("fail HR-SUB-001 shop-private-a"))
  }

  @Test func withoutTheLaunchTemplateATypeIsUnknown() throws {
    let imported = try importPlan(Shop.without("describe-launch-template-versions"))
    #expect(imported.plan.incompleteGroups.map(\.name) == ["batch"])
    #expect(imported.findings.contains("unknown HR-SUB-009 shop-private-a"))
    let message = Assessment(of: imported.plan).findings.first { $0.code == "HR-GRP-006" }?.message ?? ""
    #expect(message.contains("--launch-template-id lt-d24178de5d8912539 --versions '1'"), "\(message)")
  }

  @Test func withoutInterfacesOthersAreBetweenTwoNumbers() throws {
    let imported = try importPlan(Shop.without("describe-network-interfaces"))
    // 26 are in use, of which a load balancer and an endpoint that the files describe have one each.
    let subnet = try #require(imported.load("shop-private-a")?.subnet)
    #expect(subnet.available?.countsNodes == true && subnet.usedAddresses == 24)
    let alone = try importPlan(
      Shop.without("describe-network-interfaces", "describe-load-balancers", "describe-vpc-endpoints"))
    #expect(alone.load("shop-private-a")?.subnet.available?.count == 225)
    #expect(alone.load("shop-private-a")?.subnet.usedAddresses == 26)
    // The reservation in pods-a may or may not be what makes its free count low; AWS does not document it.
    #expect(imported.findings == ["unknown HR-SUB-010 shop-pods-a"])
  }

  @Test func aListThatIsCutOffLeavesTheContentUnknown() throws {
    var files = try Shop.files()
    files[1] = files[1].replacing("\"NetworkInterfaces\": [", with: "\"NextToken\": \"x\", \"NetworkInterfaces\": [")
    let imported = try importPlan(files)
    #expect(imported.findings.contains("unknown HR-IMP-004 "))
    #expect(imported.load("shop-private-a")?.subnet.occupied == [])
    #expect(Assessment(of: imported.plan).verdict == .unknown)
  }

  @Test func aGroupThatIsOnlyListedIsUnknown() throws {
    let files =
      try Shop.without("eks-describe-nodegroup.general", "describe-instances") + [Shop.file("eks-list-nodegroups")]
    let imported = try importPlan(files)
    #expect(imported.plan.incompleteGroups.map(\.name) == ["general"])
    let message = Assessment(of: imported.plan).findings.first { $0.code == "HR-GRP-006" }?.message ?? ""
    #expect(message.contains("--cluster-name shop --nodegroup-name general"), "\(message)")
  }

  /// Instances say how many nodes there are, but not how many there may be.
  @Test func instancesSayOnlyWhatIsThere() throws {
    let imported = try importPlan(Shop.without("eks-describe-nodegroup.general"))
    let group = try #require(imported.plan.nodeGroups.first { $0.name == "general" })
    #expect(group.desiredSize == 3 && group.maxSize == nil && group.isMaxSizeUnknown)
    #expect(group.instanceTypes.map(\.name) == ["m5.large"] && group.subnets.count == 3)
    #expect(imported.findings.contains("unknown HR-GRP-007 general"))
    #expect(try imported.converted().answer == imported.answer)
  }

  // MARK: Self-managed groups

  /// 12 units are 6 m5.large or 3 m5.xlarge; in the worse of two zones 2 × 60.
  @Test func weightsAreUnits() throws {
    let more = try [Shop.file("describe-auto-scaling-groups"), Shop.file("describe-launch-template-versions.spot")]
    let imported = try importPlan(Shop.files() + more)
    let group = try #require(imported.plan.nodeGroups.first { $0.name == "shop-spot" })
    #expect(group.weights == ["m5.large": 2, "m5.xlarge": 4] && group.maxSize == 12 && group.desiredSize == 0)
    #expect(group.manager == .selfManaged && group.declaredMaxPods == 60)
    #expect(imported.findings.contains("fail HR-POD-003 shop-spot"), "\(imported.findings)")
    let without = try importPlan(Shop.files())
    let extra = ["b", "c"].map { zone in
      ["shop-private-", "shop-pods-"].reduce(0) { sum, start in
        sum + imported.load(start + zone)!.fullDemand - without.load(start + zone)!.fullDemand
      }
    }
    #expect(extra == [120, 120])
  }

  // MARK: Laws

  /// `check` of the files and `check` of what `convert` makes of them answer the same.
  @Test(arguments: Shop.all + ["", "describe-network-interfaces describe-instances", "describe-subnets"])
  func conversionLosesNothing(left: String) throws {
    let gone = left.split(separator: " ").map(String.init)
    let imported = try importPlan(Shop.files(Shop.all.filter { !gone.contains($0) }))
    for format in PlanFileFormat.allCases {
      let converted = try imported.converted(format)
      #expect(converted.plan == imported.plan)
      #expect(converted.answer == imported.answer)
    }
  }

  /// The order of the files never changes the result.
  @Test func theOrderOfFilesHasNoEffect() throws {
    var random = SeededGenerator()
    let files = try Shop.files() + [Shop.file("describe-auto-scaling-groups")]
    let first = exportPlan(try importPlan(files), as: .yaml, name: "plan")
    for _ in 0..<5 {
      let shuffled = files.shuffled(using: &random)
      #expect(exportPlan(try importPlan(shuffled), as: .yaml, name: "plan")[0].bytes == first[0].bytes)
    }
  }

  // MARK: Prints

  /// One fact printed in several ways.
  @Test func printsOfOneFact() throws {
    func blocks(_ name: String) throws -> [[String]] {
      try importPlan([Shop.file("prints/describe-subnets." + name)]).plan.subnets.map {
        [$0.name, $0.zone, "\($0.block!)", "\($0.available!.count)", "\($0.tags)"]
      }
    }
    #expect(try blocks("json") == blocks("query-array.json"))
    let completed = try importPlan([Shop.file("describe-subnets")]).plan
    #expect(try importPlan([Shop.file("prints/describe-subnets.yaml")]).plan == completed)
    let cut = try importPlan([Shop.file("prints/describe-subnets.max-items-2.json")])
    #expect(cut.plan.subnets.count == 2 && cut.findings == ["unknown HR-IMP-004 "])
    let refusals = [
      "text": "with `--output text`", "query-renamed.json": "if --query renamed them",
      "empty.json": "check --region, --profile and --filters",
    ]
    for (name, words) in refusals {
      let error = #expect(throws: PlanError.self) { try importPlan([Shop.file("prints/describe-subnets." + name)]) }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
  }
}
