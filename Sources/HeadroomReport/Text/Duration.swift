/// Returns a time in hours, minutes and seconds: 130,200 seconds are `36h 10m`, and 90 seconds are `1m 30s`.
func duration(_ seconds: Int) -> String {
  let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")].filter { $0.0 > 0 }
  return parts.isEmpty ? "0s" : parts.map { "\($0.0)\($0.1)" }.joined(separator: " ")
}
