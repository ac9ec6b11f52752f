/// How the pods of a node arrive, which decides how large the pool of their addresses becomes.
enum PodArrival: Hashable, Sendable {
  /// One at a time, with a settled pool in between.
  case oneByOne
  /// Some one at a time and the others at once, in the way that makes the pool the largest.
  case atOnce
}
