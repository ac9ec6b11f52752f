/// The duration of a cluster simulation and the interval at which its state is reported.
package struct ClusterTimeline: Hashable, Sendable {
  /// The duration in seconds.
  package let duration: Int
  /// The number of seconds between two reported moments.
  package let sample: Int

  /// The longest duration (about three years) and the largest number of moments.
  package static let longest = 100_000_000, mostMoments = 100_000
  /// The most pods that may come or go in a simulation: a hundred million take about half a minute.
  package static let mostPodEvents = 100_000_000

  /// Creates a timeline; `nil` if its duration or its number of moments is above what a simulation takes.
  package init?(duration: Int, sample: Int) {
    guard 0...Self.longest ~= duration, sample > 0, duration / sample <= Self.mostMoments else { return nil }
    self.duration = duration
    self.sample = sample
  }

  /// Runs events in a cluster simulation and reports its state.
  ///
  /// Of several events in the same second the first in the list happens first. Then the agents' passes of that second
  /// run, and then the moment is reported. Events after the end are ignored.
  ///
  /// - Parameters:
  ///   - cluster: The simulation, at its start.
  ///   - events: The events, in any order.
  ///   - moment: A closure that receives the state of each subnet at every moment, including the start and the end.
  /// - Throws: ``ClusterSimulationError`` with the line of an event that cannot happen.
  package func run(_ cluster: inout ClusterSimulator, events: [ClusterEvent], moment: ([ClusterMoment]) -> Void) throws
  {
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

  /// Runs events that are read one by one, in the order of their times.
  ///
  /// - Throws: The errors that `next` and `moment` throw, and ``ClusterSimulationError``.
  package func run(
    _ cluster: inout ClusterSimulator, next: () throws -> ClusterEvent?, moment: ([ClusterMoment]) throws -> Void
  ) throws {
    var queue = EventQueue()
    var churned = 0
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
          throw ClusterSimulationError(
            "events must be in the order of time, but \(following.time)s follows \(event.time)s", line: following.line)
        }
      }
      do throws(ClusterSimulationError) {
        churned += try pods(churnedBy: event.action, from: event.time, after: churned)
        try cluster.apply(event.action)
        guard cluster.podEvents <= Self.mostPodEvents else {
          throw ClusterSimulationError("more than \(Self.mostPodEvents) pods come or go by this event")
        }
      } catch {
        throw ClusterSimulationError(error.message, line: event.line)
      }
      if let every = event.every, every > 0, event.times > 1 { queue.insert(event.again(after: every)) }
    }
    try tell(until: duration + 1)
  }

  /// Returns how many pods come or go by a churn until its end or that of the simulation.
  private func pods(
    churnedBy action: ClusterEvent.Action, from time: Int, after churned: Int
  ) throws(ClusterSimulationError) -> Int {
    guard case .churn(_, let rate, let until) = action else { return 0 }
    let seconds = max(0, min(until ?? duration, duration) - time)
    let count = (2 * rate).multipliedReportingOverflow(by: seconds)
    let left = Self.mostPodEvents - churned
    guard !count.overflow, count.partialValue / 60 <= left else {
      throw ClusterSimulationError(
        """
        the churn lasts \(seconds)s, so more than \(Self.mostPodEvents) pods would come or go in all; expected at most \
        \(left * 30 / max(1, seconds)) podsPerMinute
        """)
    }
    return count.partialValue / 60
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

  func comesBefore(_ other: ClusterEvent) -> Bool { (time, order ?? 0) < (other.time, other.order ?? 0) }
}
