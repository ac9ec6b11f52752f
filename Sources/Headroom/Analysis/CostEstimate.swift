/// The whole bill of a month, now and at the peak: nodes, volumes, Fargate, the control plane, load balancers, gateways
/// and traffic.
///
/// ```swift
/// let cost = Assessment(of: plan).cost
/// print(cost.total.subtotal, cost.total.missingPrices.isEmpty)
/// ```
///
/// A price that is not known makes the total unknown, but not the subtotal of all other lines.
public struct CostEstimate: Sendable {
  /// The lines: those with the highest cost at the peak first, and those whose cost is not known before all others.
  public let lines: [BillLine]
  /// The sum of the bill now.
  public let total: BillTotal
  /// The sum of the bill at the peak.
  public let peakTotal: BillTotal
  /// The amount that topology hints save per month in this bill; `nil` if it is not known.
  public let saving: Money?
  /// What the bill does not contain, in sentences.
  public let omissions: [String]
  /// The prices of the bill, including those that the plan itself gives.
  package let prices: Prices
  /// The currency of the bill.
  public let currency: Currency

  /// Computes the bill of a plan.
  public init(of traffic: PlanTraffic) {
    currency = traffic.analysis.plan.region.currency
    prices = traffic.prices
    saving = traffic.saving
    omissions = Self.omissions(of: traffic)
    let all = traffic.clusterLines + traffic.allLines
    // Lines of equal cost keep the order of the plan.
    lines = all.enumerated().sorted { first, second in
      let (one, other) = (Self.weight(first.element), Self.weight(second.element))
      return (other, first.offset) < (one, second.offset)
    }.map(\.element)
    total = BillTotal(lines, currency: currency)
    peakTotal = BillTotal(lines, currency: currency, at: .peak)
  }

  /// The cost at the peak in billionths; a cost that is not known weighs more than any other.
  private static func weight(_ line: BillLine) -> Int128 { line.peakCost?.nanounits ?? .max }

  /// The prices that the bill lacks now or at the peak, sorted by the name of their meter.
  public var missingPrices: [MissingPrice] {
    Set(total.missingPrices + peakTotal.missingPrices).sorted().map {
      MissingPrice(meter: $0, region: prices.meters.region)
    }
  }

  /// Whether the price of a line is more than a year old; `nil` if its date is not known.
  package func isStale(_ line: BillLine) -> Bool? {
    (line.price?.asOf).isStale(asOf: prices.today)
  }

  /// The parts into which a bill can be divided.
  public enum Grouping: String, Hashable, Sendable, CaseIterable {
    /// By node group; everything else is in one part.
    case group
    /// By Service; everything else is in one part.
    case service
    /// By availability zone, with one part for traffic between zones and one for what belongs to no zone.
    case zone
    /// By meter.
    case meter
  }

  /// A part of the bill.
  public struct Share: Hashable, Sendable {
    /// The name of the part, such as that of a node group.
    public let name: String
    /// The sum of the lines whose cost is known, now.
    public private(set) var subtotal: Money
    /// The sum of the lines whose cost is known, at the peak.
    public private(set) var peakSubtotal: Money
    /// Whether the cost of every line is known.
    public private(set) var isComplete = true

    init(name: String, currency: Currency) {
      self.name = name
      (subtotal, peakSubtotal) = (.zero(currency), .zero(currency))
    }

    mutating func add(_ cost: Money?, _ peakCost: Money?) {
      subtotal = cost.flatMap { subtotal + $0 } ?? subtotal
      peakSubtotal = peakCost.flatMap { peakSubtotal + $0 } ?? peakSubtotal
      isComplete = isComplete && cost != nil && peakCost != nil
    }
  }

  /// Returns the parts of the bill, sorted by their cost at the peak; together they are the bill.
  public func shares(by grouping: Grouping) -> [Share] {
    var shares: [String: Share] = [:]
    func add(_ name: String, _ cost: Money?, _ peakCost: Money?) {
      shares[name, default: Share(name: name, currency: currency)].add(cost, peakCost)
    }
    for line in lines {
      guard grouping == .zone, line.side == nil, !line.zones.isEmpty else {
        add(Self.name(of: line, by: grouping), line.cost, line.peakCost)
        continue
      }
      let zones = line.zones.keys.sorted()
      let now = Self.split(line.cost, zones.map { line.zones[$0] ?? 0 })
      let peak = Self.split(line.peakCost, zones.map { line.peakZones[$0] ?? 0 })
      for (place, zone) in zones.enumerated() { add(zone, now[place], peak[place]) }
    }
    return shares.values.sorted { ($1.peakSubtotal, $0.name) < ($0.peakSubtotal, $1.name) }
  }

  private static func name(of line: BillLine, by grouping: Grouping) -> String {
    let part = line.purpose.part
    return switch grouping {
    case .meter: line.meter.rawValue
    case .group: part.kind == .nodeGroup ? part.name : "everything else"
    case .service: part.kind == .service ? part.name : "everything else"
    case .zone: line.side == nil ? "no single zone" : "between zones"
    }
  }

  /// Returns an amount in proportion to weights. The parts add up to it, because the last takes what rounding leaves.
  private static func split(_ amount: Money?, _ weights: [Int]) -> [Money?] {
    let whole = Int128(weights.reduce(0, +))
    guard let amount, whole > 0 else { return weights.map { _ in nil } }
    var parts = weights.dropLast().map { (amount.nanounits * Int128($0)).dividedRoundingHalfEven(by: whole) }
    parts.append(amount.nanounits - parts.reduce(0, +))
    return parts.map { Money(nanounits: $0, currency: amount.currency) }
  }
}
