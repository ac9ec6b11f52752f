internal import Headroom

/// A bar that shows who has a subnet's addresses: used, reserved, in use, warm, free, and a mark for the peak.
struct SubnetBar {
  private let load: SubnetLoad

  init(_ load: SubnetLoad) {
    self.load = load
  }

  private struct Part {
    let name: String
    let style: String
    let addresses: Int
  }

  var node: HTMLNode {
    let heading = element("span", [("class", "name")], .text(load.subnet.name))
    guard let usable = load.usableAddresses, usable > 0 else {
      return element("figure", [], heading, element("figcaption", [], .text("block not known")))
    }
    return element("figure", [], heading, picture(usable), element("figcaption", [], .text(caption(usable))))
  }

  private func parts(_ usable: Int) -> [Part] {
    let taken = load.usedAddresses + load.reservedAddresses + load.demand
    return [
      Part(name: "used", style: "used", addresses: load.usedAddresses),
      Part(name: "reserved", style: "reserved", addresses: load.reservedAddresses),
      Part(name: "in use", style: "inuse", addresses: load.demand - load.warmAddresses),
      Part(name: "warm", style: "warm", addresses: load.warmAddresses),
      Part(name: "free", style: "free", addresses: max(0, usable - taken)),
    ]
  }

  private var peak: Int { load.usedAddresses + load.reservedAddresses + load.peakDemand }

  private func caption(_ usable: Int) -> String {
    let shares = parts(usable).map { "\($0.addresses) \($0.name)" }.joined(separator: ", ")
    return "\(shares) of \(usable); at the peak \(peak) are taken"
  }

  /// The bar is 1,000 wide and as long as the subnet, or as what is taken of it if that is more.
  private func picture(_ usable: Int) -> HTMLNode {
    let parts = parts(usable)
    let whole = max(usable, peak, parts.reduce(0) { $0 + $1.addresses })
    func scaled(_ addresses: Int) -> Int { Int(Double(addresses) * 1000 / Double(whole)) }
    var children = [element("title", [], .text("\(load.subnet.name): \(caption(usable))"))]
    var start = 0
    for part in parts where part.addresses > 0 {
      let from = scaled(start)
      let width = scaled(start + part.addresses) - from
      children.append(
        element("rect", [("class", part.style), ("x", "\(from)"), ("y", "4"), ("width", "\(width)"), ("height", "24")]))
      start += part.addresses
    }
    let mark = min(scaled(peak), 998)
    children.append(
      element("rect", [("class", "peak"), ("x", "\(mark)"), ("y", "0"), ("width", "2"), ("height", "32")]))
    if whole > usable {
      let end = scaled(usable)
      children.append(
        element("rect", [("class", "end"), ("x", "\(end)"), ("y", "0"), ("width", "2"), ("height", "32")]))
    }
    return .element(
      "svg",
      [
        ("viewBox", "0 0 1000 32"), ("preserveAspectRatio", "none"), ("role", "img"),
        ("aria-label", "\(load.subnet.name): \(caption(usable))"),
      ], children)
  }
}
