extension QuotedText {
  /// Returns a scalar of YAML, without quotation marks where no reader takes it for something else.
  static func yaml(_ text: String) -> String { YAMLObject.isPlain(text) ? text : quotedYAML(text) }
}
