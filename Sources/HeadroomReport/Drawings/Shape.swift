/// A shape of a drawing. The horizontal places `x` and `width` are in hundredths of a percent of the drawing's width.
enum Shape: Hashable, Sendable {
  case rectangle(Style, x: Int, y: Int, width: Int, height: Int)
  /// A part that should not be there, drawn with stripes.
  case hatch(x: Int, y: Int, width: Int, height: Int)
  case line(Style, fromX: Int, fromY: Int, toX: Int, toY: Int)
  case text(String, x: Int, y: Int, Anchor)

  /// The place of a text relative to its `x`.
  enum Anchor: String, Hashable, Sendable {
    case start
    case middle
    case end
  }

  /// The meaning of a shape, which determines its color.
  enum Style: String, Hashable, Sendable {
    /// Taken by nodes, pods, and whatever else is in a subnet.
    case taken
    /// Held for future pods.
    case warm
    /// Reserved for a purpose.
    case reserved
    /// Free, or the room that there is.
    case free
    /// A partly used block, from which no prefix can be taken.
    case partly
    /// A prefix.
    case prefix
    /// What limits something, or does not fit.
    case over
    /// The capacity, as a line.
    case capacity
    /// The state now, as a mark.
    case now
    /// The state at the peak, as a mark.
    case peak
    /// Every node full, as a mark.
    case full
    /// A line of a scale.
    case grid
    /// Only in legends: a part that does not fit.
    case hatch
  }
}
