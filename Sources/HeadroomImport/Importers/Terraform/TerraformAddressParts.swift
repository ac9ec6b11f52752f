/// The parts of a resource's address that are looked at for every resource of a large file.
struct TerraformAddressParts {
  /// The type of the resource.
  let type: Substring
  /// The address without the key of the instance.
  let resource: Substring
  let isData: Bool

  init?(_ text: String) {
    let bytes = text.utf8
    // The places behind the last three dots that are outside of keys.
    var starts = (bytes.startIndex, bytes.startIndex, bytes.startIndex)
    var dots = 0
    var end = bytes.endIndex
    var (isKey, isQuoted, isEscaped) = (false, false, false)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if isKey, byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == UInt8(ascii: "]") {
        isKey = false
      } else if !isQuoted, byte == UInt8(ascii: "[") {
        isKey = true
        end = index
      } else if !isKey, byte == UInt8(ascii: ".") {
        starts = (starts.1, starts.2, bytes.index(after: index))
        dots += 1
        end = bytes.endIndex
      }
      index = bytes.index(after: index)
    }
    guard dots > 0 else { return nil }
    let typeStart = starts.1
    type = text[typeStart..<bytes.index(before: starts.2)]
    resource = text[..<end]
    isData = dots > 1 && text[starts.0..<typeStart] == "data."
  }
}
