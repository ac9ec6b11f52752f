import Headroom
import HeadroomTestSupport

/// A suite that looks at the traffic of plans.
protocol TrafficOfPlans {}

extension TrafficOfPlans {
  func traffic(_ plan: ClusterPlan) -> PlanTraffic { PlanTraffic.of(plan) }

  /// The traffic of the plan's first Service.
  func web(_ plan: ClusterPlan) -> ServiceTraffic { traffic(plan).services[0] }

  func near(_ value: Double?, _ expected: Double) -> Bool { abs((value ?? .nan) - expected) < 1e-12 }
}
