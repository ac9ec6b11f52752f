import Headroom
import Testing

@Suite struct TopologyRequestTests {
  private static let new = TopologyRequest.annotation
  private static let old = TopologyRequest.oldAnnotation

  @Test(
    arguments: [
      // annotations, trafficDistribution, version → mode, wishes without effect
      ([:], nil, nil, .none, 0),
      ([new: "Auto"], nil, nil, .auto, 0), ([new: "auto"], nil, nil, .auto, 0),
      ([new: "AUTO"], nil, nil, .none, 1), ([new: "enabled"], nil, nil, .none, 1),
      ([new: "Disabled"], nil, nil, .none, 0),
      ([old: "Auto"], nil, nil, .auto, 0),
      ([old: "disabled", new: "Auto"], nil, nil, .none, 1),  // the older one decides, whatever the newer one says
      ([old: "Auto", new: "Disabled"], nil, nil, .auto, 1),
      ([new: "Auto"], "PreferClose", nil, .auto, 1),
      ([new: "Disabled"], "PreferClose", nil, .preferClose, 0),
      ([:], "PreferClose", KubernetesVersion(1, 30), .none, 1),
      ([:], "PreferClose", KubernetesVersion(1, 31), .preferClose, 0),
      ([:], "PreferSameZone", KubernetesVersion(1, 33), .none, 1),
      ([:], "PreferSameNode", KubernetesVersion(1, 34), .preferSameNode, 0),
      ([:], "preferclose", nil, .none, 1),
      ([new: "Auto"], nil, KubernetesVersion(1, 26), .none, 1),
      ([old: "Auto"], nil, KubernetesVersion(1, 26), .auto, 0),
      ([old: "Auto"], nil, KubernetesVersion(1, 23), .none, 1),
    ] as [([String: String], String?, KubernetesVersion?, TopologyMode, Int)])
  func oneWishCounts(
    annotations: [String: String], distribution: String?, version: KubernetesVersion?, mode: TopologyMode, ignored: Int
  ) {
    let request = TopologyRequest(annotations: annotations, trafficDistribution: distribution, version: version)
    #expect(request.mode == mode && request.ignored.count == ignored, "\(request)")
  }

  @Test(arguments: [("1.34", 1, 34), ("v1.30", 1, 30), ("1.31.2", 1, 31)])
  func versionsAreRead(text: String, major: Int, minor: Int) {
    #expect(KubernetesVersion(text) == KubernetesVersion(major, minor))
  }

  @Test(arguments: ["1", "", "1.", "x.1", "1.99999", "1.2.3.4.5"])
  func otherTextsAreNone(text: String) {
    #expect(KubernetesVersion(text) == nil)
  }
}
