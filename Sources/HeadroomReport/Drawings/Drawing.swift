/// A picture made of rectangles, such as a bar or a map, with a caption that says the same in words.
///
/// It is a value: ``Document/html()`` makes an SVG image of it.
public struct Drawing: Hashable, Sendable {
  /// What a rectangle stands for; it decides the color.
  public enum Style: String, Hashable, Sendable {
    /// Taken by what the plan does not describe.
    case used
    /// Kept for one use.
    case reserved
    /// In use by nodes and pods.
    case inUse = "inuse"
    /// Held for pods that may come.
    case warm
    /// Free.
    case free
    /// Partly used, so that no prefix can come from it.
    case partly
    /// A mark for the peak.
    case peak
    /// A mark for the end of what there is.
    case end
    /// Traffic that stays in its zone.
    case near
    /// Traffic that crosses zones.
    case crossing
    /// A mark in a legend.
    case mark
  }

  /// One rectangle, in the units of the picture.
  public struct Rectangle: Hashable, Sendable {
    let style: Style
    let x: Int, y: Int, width: Int, height: Int
  }

  /// What the picture shows, such as the name of a subnet.
  public let name: String
  /// What can be seen, in words.
  public let caption: String
  /// The size of the picture, or `nil` if there is only the caption.
  let size: Size?
  /// The rectangles, the first one at the back.
  let rectangles: [Rectangle]

  /// The size of a picture, in its own units.
  struct Size: Hashable, Sendable {
    let width: Int, height: Int
    /// Whether the picture fills the line whatever its proportions.
    let isStretched: Bool
  }

  init(name: String, caption: String, size: Size? = nil, rectangles: [Rectangle] = []) {
    self.name = name
    self.caption = caption
    self.size = size
    self.rectangles = rectangles
  }
}

extension Drawing {
  /// What the colors of some drawings mean.
  public struct Legend: Hashable, Sendable {
    let title: String
    let entries: [Entry]

    /// A color and what it means.
    struct Entry: Hashable, Sendable {
      let style: Style
      let meaning: String
    }
  }
}
