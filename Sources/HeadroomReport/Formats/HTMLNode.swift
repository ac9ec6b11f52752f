/// A piece of an HTML page: text, or an element with attributes and children.
///
/// Names are `StaticString`: only words written in this source can become markup, never words from a plan.
indirect enum HTMLNode: Sendable {
  case text(String)
  case element(StaticString, [(StaticString, String)], [HTMLNode])
}

func element(
  _ name: StaticString, _ attributes: [(StaticString, String)] = [], _ children: HTMLNode...
) -> HTMLNode {
  .element(name, attributes, children)
}
