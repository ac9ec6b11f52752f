/// How long a fleet is looked at, and how often.
public struct ClusterTimeline: Hashable, Sendable {
  /// Seconds.
  public let duration: Int
  /// Seconds between the moments that are told.
  public let sample: Int

  /// The longest time, about three years, and the most moments.
  public static let longest = 100_000_000, mostMoments = 100_000

  /// Makes a timeline; `nil` if it is longer, or has more moments, than a simulation can have.
  public init?(duration: Int, sample: Int) {
    guard 0...Self.longest ~= duration, sample > 0, duration / sample <= Self.mostMoments else { return nil }
    self.duration = duration
    self.sample = sample
  }

  /// Runs events on a fleet.
  ///
  /// Of events at the same second the first given comes first; then the agents' passes of that second run, then the
  /// moment is told. Events after the end do not happen.
  ///
  /// - Parameters:
  ///   - fleet: The fleet, at its start.
  ///   - events: The events, in any order.
  ///   - moment: Takes what is held of each subnet at every moment, the start and the end among them.
  /// - Throws: ``ClusterSimulationError`` with the line of the event that cannot happen.
  public func run(_ cluster: inout ClusterSimulator, events: [ClusterEvent], moment: ([ClusterMoment]) -> Void) throws {
    let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
    var next = 0
    try run(&cluster) {
      guard next < order.count else { return nil }
      next += 1
      var event = events[order[next - 1]]
      event.order = order[next - 1]
      return event
    } moment: {
      moment($0)
    }
  }

  /// Runs events that come one by one, in the order of time.
  ///
  /// - Throws: What `next` and `moment` throw, and ``ClusterSimulationError``.
  public func run(
    _ cluster: inout ClusterSimulator, next: () throws -> ClusterEvent?, moment: ([ClusterMoment]) throws -> Void
  ) throws {
    var queue = EventQueue()
    var given = 0
    func pull() throws -> ClusterEvent? {
      var event = try next()
      if event?.order == nil { event?.order = given }
      given += 1
      return event
    }
    var upcoming = try pull()
    var nextSample = 0
    func tell(until time: Int) throws {
      while nextSample < time {
        cluster.advance(to: nextSample)
        cluster.finish()
        try moment(cluster.moments())
        nextSample = nextSample == duration ? duration + 1 : min(nextSample + sample, duration)
      }
    }
    while true {
      let time = min(upcoming?.time ?? .max, queue.first?.time ?? .max)
      guard time <= duration else { break }
      try tell(until: time)
      cluster.advance(to: time)
      var event: ClusterEvent
      if let queued = queue.first, upcoming.map({ queued.comesBefore($0) }) ?? true {
        event = queue.removeFirst()
      } else {
        event = upcoming!
        upcoming = try pull()
        if let following = upcoming, following.time < event.time {
          throw ClusterSimulationError("time goes back from \(event.time)s to \(following.time)s", line: following.line)
        }
      }
      do throws(ClusterSimulationError) {
        try cluster.apply(event.action)
      } catch {
        throw ClusterSimulationError(error.message, line: event.line)
      }
      if let every = event.every, every > 0, event.times > 1 { queue.insert(event.again(after: every)) }
    }
    try tell(until: duration + 1)
  }
}

extension ClusterEvent {
  fileprivate func again(after seconds: Int) -> ClusterEvent {
    var event = ClusterEvent(at: time + seconds, action)
    event.every = seconds
    event.times = times - 1
    event.line = line
    event.order = order
    return event
  }

  fileprivate func comesBefore(_ other: ClusterEvent) -> Bool { (time, order ?? 0) < (other.time, other.order ?? 0) }
}

/// Events that happen again, the next first.
private struct EventQueue {
  /// The next is last.
  private var events: [ClusterEvent] = []

  var first: ClusterEvent? { events.last }

  /// After all that come later.
  mutating func insert(_ event: ClusterEvent) {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if event.comesBefore(events[middle]) { low = middle + 1 } else { high = middle }
    }
    events.insert(event, at: low)
  }

  mutating func removeFirst() -> ClusterEvent { events.removeLast() }
}
