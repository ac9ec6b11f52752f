internal import Headroom

/// What the objects of Kubernetes say of one workload.
struct WorkloadFacts: Sendable {
  /// The number of pods that its object asks for.
  var replicas: Fact<Int>?
  /// The largest number of pods, where its object gives it: those of one run of a CronJob.
  var most: Fact<Int>?
  /// The number of pods that there are, and those of them that wait for a node.
  var pods = 0, unscheduled = 0
  /// What its template says of a pod.
  var template: PodNeeds?
  /// What its pods say, the largest of each.
  var ofPods: PodNeeds?
  /// The number or the percentage of pods that a rollout adds.
  var maxSurge: Fact<String>?
  /// The Fargate profiles that its pods run on.
  var fargateProfiles: Set<String> = []
  /// The place of its object, or of its first pod.
  var place: Place
  /// Whether an object describes it, and not only its pods.
  var isDescribed = false

  init(place: Place) { self.place = place }

  /// What a pod needs: what pods really have, before what a template says.
  var needs: PodNeeds? { ofPods ?? template }

  /// Adds what another place says of the same workload.
  mutating func add(_ other: WorkloadFacts) {
    // Two files are two moments; the higher number is the safe one.
    if let more = other.replicas, more.value > replicas?.value ?? -1 { replicas = more }
    if let more = other.most, more.value > most?.value ?? -1 { most = more }
    (pods, unscheduled) = (pods + other.pods, unscheduled + other.unscheduled)
    template = template.map { old in other.template.map(old.largest) ?? old } ?? other.template
    ofPods = ofPods.map { old in other.ofPods.map(old.largest) ?? old } ?? other.ofPods
    maxSurge = maxSurge ?? other.maxSurge
    fargateProfiles.formUnion(other.fargateProfiles)
    place = min(place, other.place)
    isDescribed = isDescribed || other.isDescribed
  }
}
