internal import CYAMLEvents

/// What comes next in a YAML text.
struct YAMLEvent {
  enum Kind {
    case endOfStream, document, endOfDocument, alias
    case scalar(String, isPlain: Bool)
    case sequence, endOfSequence
    case mapping, endOfMapping
  }

  let kind: Kind
  /// The name under which aliases repeat the value, or the name of the value that an alias repeats.
  let anchor: String?
  /// The place of the event, counted from 1.
  let line: UInt32, column: UInt32
}

/// The reason why a YAML text cannot be read, with its place counted from 1.
struct YAMLFailure: Error {
  let message: String
  var line = 1, column = 1
}

/// The events of libyaml's parser for one text.
@safe final class YAMLEvents {
  private let parser: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Starts to parse a text in UTF-8; `nil` if there is not enough memory.
  init?(_ text: [UInt8]) {
    unsafe bytes = .allocate(capacity: max(1, text.count))
    let end = unsafe bytes.initialize(fromContentsOf: text)
    guard let parser = unsafe headroom_yaml_create(bytes.baseAddress, end) else {
      unsafe bytes.deallocate()
      return nil
    }
    unsafe self.parser = parser
    count = end
  }

  private let count: Int

  deinit {
    unsafe headroom_yaml_free(parser)
    unsafe bytes.deallocate()
  }

  /// Reads the next event. Nothing may be read after the end of the stream or after an error.
  func next() throws(YAMLFailure) -> YAMLEvent {
    let event = unsafe headroom_yaml_next(parser)
    let kind: YAMLEvent.Kind
    switch unsafe event.kind {
    case headroom_yaml_end_of_stream: kind = .endOfStream
    case headroom_yaml_document: kind = .document
    case headroom_yaml_end_of_document: kind = .endOfDocument
    case headroom_yaml_alias: kind = .alias
    case headroom_yaml_sequence: kind = .sequence
    case headroom_yaml_end_of_sequence: kind = .endOfSequence
    case headroom_yaml_mapping: kind = .mapping
    case headroom_yaml_end_of_mapping: kind = .endOfMapping
    case headroom_yaml_scalar: kind = unsafe .scalar(Self.text(event), isPlain: event.is_plain)
    default: throw unsafe failure(event)
    }
    let anchor = unsafe event.anchor.map { unsafe String(cString: $0) }
    return unsafe YAMLEvent(kind: kind, anchor: anchor, line: event.line, column: event.column)
  }

  private func failure(_ event: headroom_yaml_event) -> YAMLFailure {
    let problem = unsafe Self.text(event)
    let place = unsafe Int(event.offset)
    guard place >= 0 else {
      return unsafe YAMLFailure(message: problem, line: Int(event.line), column: Int(event.column))
    }
    // The parser reports characters that it cannot read with their place in bytes alone.
    let before = unsafe bytes.prefix(min(place, count))
    let lineStart = unsafe before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = unsafe before.count { $0 == UInt8(ascii: "\n") } + 1
    return YAMLFailure(message: problem, line: line, column: place - lineStart + 1)
  }

  private static func text(_ event: headroom_yaml_event) -> String {
    unsafe String(decoding: UnsafeBufferPointer(start: event.text, count: event.length), as: UTF8.self)
  }
}
