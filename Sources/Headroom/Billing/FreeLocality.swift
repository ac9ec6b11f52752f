/// The effect that `trafficDistribution` would have on a Service that asks for no topology hints.
package struct FreeLocality: Hashable, Sendable {
  /// The value to set: `PreferSameZone`, or `PreferClose` in clusters that do not know that name.
  package let value: String
  /// The amount that it saves per month.
  package let saving: Money
  /// The load of the busiest pod as a multiple of the mean.
  package let overload: Double

  /// Whether it saves something and no pod carries more than 120% of the mean load, which the EndpointSlice controller
  /// also tolerates.
  package var isAdvisable: Bool { saving.nanounits > 0 && overload <= 1.2 }

  init?(
    of service: KubernetesService, _ request: TopologyRequest, _ callers: ServiceTraffic.Callers,
    _ routing: ServiceRouting?, _ context: TrafficContext
  ) {
    guard case .pods = callers, request.mode == .none, !service.isHeadless, service.internalPolicy == .cluster,
      let routing, let price = context.tariff.crossingPrice
    else { return nil }
    let version = context.version ?? KubernetesVersion(1, 34)
    guard version >= KubernetesVersion(1, 31) else { return nil }
    let isNew = version >= KubernetesVersion(1, 34)
    value = isNew ? "PreferSameZone" : "PreferClose"
    let local = context.routing(of: service, isNew ? .preferSameZone : .preferClose, callers)
    guard let volume = service.measured?.total ?? service.volume?.total, let load = local.asAsked.overload else {
      return nil
    }
    let before = service.measured?.crossZoneFraction ?? routing.withoutHints.crossZoneFraction
    overload = load
    let gigabytes = volume * max(0, before - local.asAsked.crossZoneFraction)
    let nanounits = (gigabytes.billionths * price.nanounits).dividedRoundingHalfEven(by: ExactDecimal.unit)
    saving = Money(nanounits: nanounits, currency: price.currency)
  }
}
