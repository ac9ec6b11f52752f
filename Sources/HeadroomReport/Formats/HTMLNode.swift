/// A node of an HTML page: a text, or an element with attributes and children.
///
/// The names of elements and attributes are `StaticString`, so that only words of the source code can become markup,
/// never words from a plan.
indirect enum HTMLNode: Sendable {
  case text(String)
  case element(StaticString, [(StaticString, String)], [HTMLNode])
}

/// Creates an element.
func element(
  _ name: StaticString, _ attributes: [(StaticString, String)] = [], _ children: HTMLNode...
) -> HTMLNode {
  .element(name, attributes, children)
}
