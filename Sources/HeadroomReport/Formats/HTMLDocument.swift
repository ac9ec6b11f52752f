internal import CLibXML2

/// An HTML page as a libxml2 tree.
///
/// All calls to libxml2 are in this file. The tree is freed when the value is destroyed.
@safe struct HTMLDocument: ~Copyable {
  private let document: htmlDocPtr

  /// Creates a page with `root` as its `html` element.
  init(root: HTMLNode) {
    let document = unsafe htmlNewDocNoDtD(nil, nil)!
    unsafe self.document = unsafe document
    unsafe xmlCreateIntSubset(document, "html", nil, nil)
    unsafe Self.append(
      root, to: UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self), of: document, isOurs: false)
  }

  deinit { unsafe xmlFreeDoc(document) }

  /// Returns a tree as an XML file.
  static func xml(_ root: HTMLNode) -> String {
    let document = unsafe xmlNewDoc(nil)!
    defer { unsafe xmlFreeDoc(document) }
    unsafe append(
      root, to: UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self), of: document, isOurs: false,
      breaksLines: true)
    var bytes: UnsafeMutablePointer<xmlChar>?
    var count: Int32 = 0
    unsafe xmlDocDumpFormatMemoryEnc(document, &bytes, &count, "UTF-8", 1)
    defer { unsafe headroom_xml_free(bytes) }
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
  }

  /// Appends a node. Control characters in text are escaped, because libxml2 would write them unchanged. The style sheet
  /// alone has lines of its own.
  private static func append(
    _ node: HTMLNode, to parent: xmlNodePtr, of document: htmlDocPtr, isOurs: Bool, breaksLines: Bool = false
  ) {
    switch node {
    case .text(let text):
      var text = isOurs ? text : withoutCommands(printable(text, breaksLines: breaksLines))
      text.withUTF8 { utf8 in
        _ = unsafe xmlAddChild(parent, xmlNewDocTextLen(document, utf8.baseAddress, Int32(utf8.count)))
      }
    case .element(let name, let attributes, let children):
      let element = unsafe xmlNewDocNode(document, nil, name.utf8Start, nil)!
      for (name, value) in attributes { unsafe xmlNewProp(element, name.utf8Start, withoutCommands(printable(value))) }
      unsafe xmlAddChild(parent, element)
      for child in children {
        unsafe append(child, to: element, of: document, isOurs: name.description == "style", breaksLines: breaksLines)
      }
    }
  }

  /// Returns the page as text.
  consuming func serialized() -> String {
    let buffer = unsafe xmlAllocOutputBuffer(nil)!
    defer { unsafe xmlOutputBufferClose(buffer) }
    unsafe htmlDocContentDumpFormatOutput(buffer, document, "UTF-8", 1)
    unsafe xmlOutputBufferFlush(buffer)
    return unsafe String(
      decoding: UnsafeBufferPointer(
        start: xmlOutputBufferGetContent(buffer), count: xmlOutputBufferGetSize(buffer)),
      as: UTF8.self)
  }
}
