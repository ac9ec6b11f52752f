/// The sizes of a node group as eksctl sets them.
///
/// Source: `pkg/apis/eksctl.io/v1alpha5/validation.go` and `pkg/cfn/builder/nodegroup.go` of eksctl-io/eksctl 99984adb.
struct EksctlSizes: Hashable {
  var desired: Int, least: Int, most: Int

  /// Completes sizes; `nil` if eksctl refuses them.
  init?(desired: Int?, least: Int?, most: Int?, isManaged: Bool) {
    switch (desired, least, most) {
    case (nil, nil, nil): (self.desired, self.least, self.most) = (2, 2, 2)
    case (nil, nil, let most?): (self.desired, self.least, self.most) = (2, 2, most)
    case (nil, let least?, nil):
      (self.desired, self.least, self.most) = (least, least, isManaged ? max(1, least) : least)
    case (nil, let least?, let most?): (self.desired, self.least, self.most) = (least, least, most)
    case (let desired?, let least, nil):
      (self.desired, self.least) = (desired, least ?? desired)
      self.most = isManaged ? max(1, desired) : desired
    case (let desired?, let least, let most?):
      (self.desired, self.least, self.most) = (desired, least ?? desired, most)
    }
    guard self.least <= self.desired, self.desired <= self.most else { return nil }
  }
}
