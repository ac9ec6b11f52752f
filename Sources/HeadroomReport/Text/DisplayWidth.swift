/// Returns the number of cells that a text takes on a terminal: two for a Korean or Chinese character and for an emoji.
func displayWidth(_ text: String) -> Int {
  // Almost every text is plain ASCII.
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth($1) }
}

/// Returns a text that takes at most a number of cells. A longer one ends with an ellipsis.
func shortened(_ text: String, to width: Int) -> String {
  guard displayWidth(text) > width else { return text }
  var short = ""
  var used = 0
  for character in text {
    let cells = displayWidth(character)
    guard used + cells < width else { break }
    short.append(character)
    used += cells
  }
  return short + "…"
}

private func displayWidth(_ character: Character) -> Int {
  let scalars = character.unicodeScalars
  guard scalars.count > 1, let first = scalars.first else { return scalars.first.map { displayWidth($0) } ?? 0 }
  // A flag, an emoji that is joined from several, and a character that the variation selector 16 makes an emoji.
  let isJoined = scalars.contains { $0.value == 0x200D || $0.properties.isEmojiModifier }
  let isChosen = scalars.contains { $0.value == 0xFE0F }
  if 0x1_F1E6...0x1_F1FF ~= first.value || first.properties.isEmoji && first.value > 0x7F && (isJoined || isChosen) {
    return 2
  }
  // A key such as 1️⃣.
  if scalars.last?.value == 0x20E3 { return 2 }
  return scalars.reduce(0) { $0 + displayWidth($1) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return 0
  // The soft hyphen and the signs that stand before a number are seen.
  case .format:
    return [0xAD, 0x6DD, 0x70F, 0x8E2, 0x1_10BD, 0x1_10CD].contains(value) || 0x600...0x605 ~= value ? 1 : 0
  default: break
  }
  // The vowels and the last consonants of a Korean syllable join the first one.
  if 0x1160...0x11FF ~= value || 0xD7B0...0xD7FB ~= value { return 0 }
  guard value >= wideRanges[0].lowerBound else { return 1 }
  return wideRanges.contains { $0.contains(value) } ? 2 : 1
}

/// The characters that take two cells: `W` and `F` in EastAsianWidth.txt of Unicode 16, with gaps of unassigned
/// characters closed.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3,
  0x25FD...0x25FE, 0x2614...0x2615, 0x2630...0x2637, 0x2648...0x2653, 0x267F...0x267F, 0x268A...0x268F,
  0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE,
  0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD,
  0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755,
  0x2757...0x2757, 0x2795...0x2797, 0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50,
  0x2B55...0x2B55, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
  0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1_6FE0...0x1_B2FF,
  0x1_D300...0x1_D376, 0x1_F004...0x1_F004, 0x1_F0CF...0x1_F0CF, 0x1_F18E...0x1_F18E, 0x1_F191...0x1_F19A,
  0x1_F200...0x1_F320, 0x1_F32D...0x1_F335, 0x1_F337...0x1_F37C, 0x1_F37E...0x1_F393, 0x1_F3A0...0x1_F3CA,
  0x1_F3CF...0x1_F3D3, 0x1_F3E0...0x1_F3F0, 0x1_F3F4...0x1_F3F4, 0x1_F3F8...0x1_F43E, 0x1_F440...0x1_F440,
  0x1_F442...0x1_F4FC, 0x1_F4FF...0x1_F53D, 0x1_F54B...0x1_F54E, 0x1_F550...0x1_F567, 0x1_F57A...0x1_F57A,
  0x1_F595...0x1_F596, 0x1_F5A4...0x1_F5A4, 0x1_F5FB...0x1_F64F, 0x1_F680...0x1_F6C5, 0x1_F6CC...0x1_F6CC,
  0x1_F6D0...0x1_F6D2, 0x1_F6D5...0x1_F6D7, 0x1_F6DC...0x1_F6DF, 0x1_F6EB...0x1_F6EC, 0x1_F6F4...0x1_F6FC,
  0x1_F7E0...0x1_F7F0, 0x1_F90C...0x1_F93A, 0x1_F93C...0x1_F945, 0x1_F947...0x1_F9FF, 0x1_FA70...0x1_FAFF,
  0x2_0000...0x3_FFFD,
]
