/// The growth of the number of pods from month to month.
public struct Growth: Hashable, Sendable {
  /// The shape of the growth.
  public enum Model: String, Hashable, Sendable, CaseIterable {
    /// Each month adds a fixed share of that month's pods.
    case compound
    /// Each month adds a fixed share of today's pods.
    case linear
    /// The number of pods changes in given months, to given percentages of today's pods.
    case steps
  }

  /// A percentage of today's pods that applies from a month on.
  public struct Step: Hashable, Sendable {
    /// The first month in which the percentage applies, counted from 1.
    public let month: Int
    /// The number of pods as a percentage of today's; 150 means half as many more.
    public let percent: Int

    /// Creates a step.
    public init(month: Int, percent: Int) {
      self.month = month
      self.percent = percent
    }
  }

  /// The shape of the growth.
  public var model = Model.compound
  /// The share by which the number of pods grows per month: 0.05 for 5%.
  public var ratePerMonth = 0.0
  /// The steps, in the order of their months.
  public var steps: [Step] = []
  /// The number of months to look ahead.
  public var horizon = 24

  /// The rates per month that a plan may have: up to 1000%, which is more than any cluster grows.
  package static let rates = 0.0...10.0
  /// The numbers of months that a forecast may cover: ten years.
  package static let horizons = 1...120
  /// The percentages of today's pods that a step may have.
  package static let percentages = 0...100_000

  /// Creates a growth of zero over 24 months.
  public init() {}

  /// Returns the number of pods in a month as a multiple of today's.
  ///
  /// After 12 months, 5% compound growth gives 1.8 and 5% linear growth 1.6.
  package func factor(month: Int) -> Double {
    switch model {
    case .compound: (0..<max(0, month)).reduce(1) { factor, _ in factor * (1 + ratePerMonth) }
    case .linear: 1 + ratePerMonth * Double(max(0, month))
    case .steps: steps.last { $0.month <= month }.map { Double($0.percent) / 100 } ?? 1
    }
  }
}
