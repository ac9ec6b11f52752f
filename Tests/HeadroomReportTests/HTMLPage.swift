import CLibXML2

/// A page read back by libxml2, to be asked with XPath.
@safe final class HTMLPage {
  private let document: htmlDocPtr

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let options = Int32(HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue)
    let document = unsafe bytes.withUnsafeBytes { buffer in
      unsafe htmlReadMemory(buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, "UTF-8", options)
    }
    guard let document = unsafe document else { return nil }
    unsafe self.document = unsafe document
  }

  deinit { unsafe xmlFreeDoc(document) }

  /// The texts of the nodes that an XPath finds.
  func texts(_ path: String) -> [String] {
    let context = unsafe xmlXPathNewContext(document)
    defer { unsafe xmlXPathFreeContext(context) }
    guard let result = unsafe xmlXPathEvalExpression(path, context) else { return [] }
    defer { unsafe xmlXPathFreeObject(result) }
    guard let nodes = unsafe result.pointee.nodesetval else { return [] }
    return (0..<Int(unsafe nodes.pointee.nodeNr)).map { index in
      guard let content = unsafe xmlNodeGetContent(nodes.pointee.nodeTab[index]) else { return "" }
      defer { unsafe headroom_xml_free(content) }
      return unsafe String(cString: content)
    }
  }

  func count(_ path: String) -> Int { texts(path).count }
}
