internal import Headroom

extension Drawing {
  /// Returns a bar that shows how a subnet's addresses are used now, with a mark at the peak.
  ///
  /// The parts are addresses used outside the plan, reserved, in use by nodes and pods, warm, and free.
  static func bar(of load: SubnetLoad) -> Drawing {
    let name = load.subnet.name
    guard let usable = load.usableAddresses, usable > 0 else { return Drawing(name: name, caption: "CIDR not known") }
    let taken = load.usedAddresses + load.reservedAddresses + load.demand
    let parts = [
      ("used", Style.used, load.usedAddresses), ("reserved", .reserved, load.reservedAddresses),
      ("in use", .inUse, load.demand - load.warmAddresses), ("warm", .warm, load.warmAddresses),
      ("free", .free, max(0, usable - taken)),
    ]
    let peak = load.usedAddresses + load.reservedAddresses + load.peakDemand
    let shares = parts.map { "\($0.2) \($0.0)" }.joined(separator: ", ")
    // The bar is 1,000 units wide and represents all usable addresses, or those that are taken if they are more.
    let whole = max(usable, peak, parts.reduce(0) { $0 + $1.2 })
    func scaled(_ addresses: Int) -> Int { Int(Double(addresses) * 1000 / Double(whole)) }
    var rectangles: [Rectangle] = []
    var start = 0
    for (_, style, addresses) in parts where addresses > 0 {
      let from = scaled(start)
      let width = scaled(start + addresses) - from
      rectangles.append(Rectangle(style: style, x: from, y: 4, width: width, height: 24))
      start += addresses
    }
    rectangles.append(Rectangle(style: .peak, x: min(scaled(peak), 998), y: 0, width: 2, height: 32))
    if whole > usable { rectangles.append(Rectangle(style: .end, x: scaled(usable), y: 0, width: 2, height: 32)) }
    return Drawing(
      name: name, caption: "\(shares) of \(usable); \(peak) at peak",
      size: Size(width: 1000, height: 32, isStretched: true), rectangles: rectangles)
  }

  /// The legend of the colors of ``bar(of:)``.
  static let subnetLegend = Legend(
    title: "Addresses now:",
    entries: [
      .init(style: .used, meaning: "used outside the plan"), .init(style: .reserved, meaning: "reserved"),
      .init(style: .inUse, meaning: "in use"), .init(style: .warm, meaning: "warm"),
      .init(style: .free, meaning: "free"), .init(style: .mark, meaning: "peak"),
    ])
}
