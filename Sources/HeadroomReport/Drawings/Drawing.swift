/// A picture made of rectangles, such as a bar or a map, with a caption that describes it in words.
///
/// ``Document/html()`` renders it as an SVG image.
struct Drawing: Hashable, Sendable {
  /// The meaning of a rectangle, which determines its color.
  enum Style: String, Hashable, Sendable {
    /// Addresses in use by resources outside the plan.
    case used
    /// Addresses that are reserved for a purpose.
    case reserved
    /// Addresses in use by nodes and pods.
    case inUse = "inuse"
    /// Addresses that nodes hold for future pods.
    case warm
    /// Free addresses.
    case free
    /// A partly used block, from which no prefix can be taken.
    case partly
    /// A mark at the peak.
    case peak
    /// A mark at the end of the subnet, if more addresses are needed than it has.
    case end
    /// Traffic that stays in its zone.
    case near
    /// Traffic that crosses zones.
    case crossing
    /// A mark in a legend.
    case mark
  }

  /// A rectangle, in the units of the picture.
  struct Rectangle: Hashable, Sendable {
    let style: Style
    let x: Int, y: Int, width: Int, height: Int
  }

  /// The name of what the picture shows, such as a subnet.
  let name: String
  /// A description of the picture in words.
  let caption: String
  /// The size of the picture; `nil` if there is only the caption.
  let size: Size?
  /// The rectangles, from back to front.
  let rectangles: [Rectangle]

  /// The size of a picture, in its own units.
  struct Size: Hashable, Sendable {
    let width: Int, height: Int
    /// Whether the picture is stretched to the width of the page, regardless of its proportions.
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
  /// An explanation of the colors of a group of drawings.
  struct Legend: Hashable, Sendable {
    let title: String
    let entries: [Entry]

    /// A color with its meaning.
    struct Entry: Hashable, Sendable {
      let style: Style
      let meaning: String
    }
  }
}
