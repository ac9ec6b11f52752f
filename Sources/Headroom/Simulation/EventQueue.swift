/// A queue of events that happen again, with the next event first: a binary heap.
struct EventQueue {
  /// An event, and its number in the order of insertion, which decides between events of the same time.
  private struct Entry {
    let event: ClusterEvent
    let number: Int

    func comesBefore(_ other: Entry) -> Bool {
      event.comesBefore(other.event) || !other.event.comesBefore(event) && number < other.number
    }
  }

  private var entries: [Entry] = []
  private var inserted = 0

  /// The next event.
  var first: ClusterEvent? { entries.first?.event }

  /// Inserts an event.
  mutating func insert(_ event: ClusterEvent) {
    entries.append(Entry(event: event, number: inserted))
    inserted += 1
    var place = entries.count - 1
    while place > 0, entries[place].comesBefore(entries[(place - 1) / 2]) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Removes the next event. There must be one.
  mutating func removeFirst() -> ClusterEvent {
    entries.swapAt(0, entries.count - 1)
    let first = entries.removeLast().event
    var place = 0
    while let child = earlierChild(of: place), entries[child].comesBefore(entries[place]) {
      entries.swapAt(place, child)
      place = child
    }
    return first
  }

  private func earlierChild(of place: Int) -> Int? {
    let (left, right) = (2 * place + 1, 2 * place + 2)
    guard left < entries.count else { return nil }
    return right < entries.count && entries[right].comesBefore(entries[left]) ? right : left
  }
}
