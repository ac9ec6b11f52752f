import Headroom
import HeadroomTestSupport
import Testing

@Suite struct AllocatableTests {
  /// kube-reserved CPU by vCPUs, from nodeadm and Karpenter: 1 → 60m, 2 → 70m, 4 → 80m and so on.
  @Test(arguments: [
    (1, 60), (2, 70), (4, 80), (8, 90), (16, 110), (32, 150), (48, 190), (64, 230), (96, 310), (192, 550),
  ])
  func reservedCPU(vcpus: Int, reserved: Int) throws {
    let type = try InstanceType(name: "x", interfaces: 3, addressesPerInterface: 10, vcpus: vcpus)
    let node = Allocatable(on: type, family: .amazonLinux2023, maxPods: 29)
    #expect(node.cpu?.millicores == vcpus * 1000 - reserved)
    #expect(node.memory == nil)
  }

  /// kube-reserved memory does not follow raised max pods on Amazon Linux, on Bottlerocket it does.
  @Test func reservedMemoryFollowsThePodsOnBottlerocketOnly() {
    let linux = Allocatable(on: .m5Large, family: .amazonLinux2023, maxPods: 110)
    let bottlerocket = Allocatable(on: .m5Large, family: .bottlerocket, maxPods: 110)
    #expect(linux.memory!.mebibytes - bottlerocket.memory!.mebibytes == 1465 - 574)
  }

  /// Karpenter's `instance-types.md` prints 6903Mi for m5.large and 1930m.
  @Test func m5LargeAsKarpenterDocumentsIt() {
    let node = Allocatable(on: .m5Large, family: .amazonLinux2023, maxPods: 29)
    #expect(node.memory?.description == "6903Mi" && node.cpu?.description == "1930m")
  }
}
