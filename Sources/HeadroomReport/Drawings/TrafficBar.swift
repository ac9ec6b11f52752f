internal import Headroom

extension Drawing {
  /// Returns two bars that show the share of a Service's traffic that crosses zones: without hints above, as planned
  /// below.
  ///
  /// Returns `nil` if the traffic comes through load balancers, or if the share is not known.
  static func bars(of item: ServiceTraffic) -> Drawing? {
    guard let planned = item.crossZoneFraction, let plain = item.crossZoneFractionWithoutHints else { return nil }
    func bar(_ share: Double, y: Int) -> [Rectangle] {
      let crossing = Int(share * 1000)
      return [
        Rectangle(style: .crossing, x: 0, y: y, width: crossing, height: 12),
        Rectangle(style: .near, x: crossing, y: y, width: 1000 - crossing, height: 12),
      ]
    }
    let shares = "\(percent(plain)) without hints (above), \(percent(planned)) as planned (below)"
    return Drawing(
      name: item.service.name, caption: "cross-zone traffic: \(shares)",
      size: Size(width: 1000, height: 32, isStretched: true), rectangles: bar(plain, y: 2) + bar(planned, y: 18))
  }
}
