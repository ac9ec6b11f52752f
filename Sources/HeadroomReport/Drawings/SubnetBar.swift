internal import Headroom

extension Drawing {
  /// A bar that shows who has a subnet's addresses: used, reserved, in use, warm and free, with a mark for the peak.
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
    // The bar is 1,000 wide and as long as the subnet, or as what is taken of it if that is more.
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
      name: name, caption: "\(shares) of \(usable); at the peak \(peak) are taken",
      size: Size(width: 1000, height: 32, isStretched: true), rectangles: rectangles)
  }

  /// What the colors of ``bar(of:)`` mean.
  static let subnetLegend = Legend(
    title: "Addresses now:",
    entries: [
      .init(style: .used, meaning: "used by others"), .init(style: .reserved, meaning: "reserved"),
      .init(style: .inUse, meaning: "in use"), .init(style: .warm, meaning: "warm"),
      .init(style: .free, meaning: "free"), .init(style: .mark, meaning: "peak"),
    ])
}
