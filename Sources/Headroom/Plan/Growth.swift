/// How the number of pods grows from month to month.
public struct Growth: Hashable, Sendable {
  /// The shape of the growth.
  public enum Model: String, Hashable, Sendable, CaseIterable {
    /// Each month by a part of what there is then.
    case compound
    /// Each month by a part of what there is today.
    case linear
    /// To parts of what there is today, from certain months on.
    case steps
  }

  /// From a month on so many percent of today's pods.
  public struct Step: Hashable, Sendable {
    /// The month, from 1.
    public let month: Int
    /// Percent of today's pods.
    public let percent: Int

    /// Makes a step.
    public init(month: Int, percent: Int) {
      self.month = month
      self.percent = percent
    }
  }

  /// The shape.
  public var model = Model.compound
  /// The part by which pods grow in a month: 0.05 for 5 %.
  public var ratePerMonth = 0.0
  /// The steps, in the order of their months.
  public var steps: [Step] = []
  /// How many months are looked at.
  public var horizon = 24

  /// Makes no growth.
  public init() {}

  /// The pods of a month as a multiple of today's.
  ///
  /// 5 % compound make 1.8 times as many after a year, 5 % linear 1.6 times.
  public func factor(month: Int) -> Double {
    switch model {
    case .compound: (0..<max(0, month)).reduce(1) { factor, _ in factor * (1 + ratePerMonth) }
    case .linear: 1 + ratePerMonth * Double(max(0, month))
    case .steps: steps.last { $0.month <= month }.map { Double($0.percent) / 100 } ?? 1
    }
  }
}
