/// The traffic between zones as it was measured over a month, without topology hints.
package struct MeasuredTraffic: Hashable, Sendable {
  /// The volume by the zone that it leaves and the zone that it enters, requests and responses alike.
  package let volumes: [String: [String: DataVolume]]
  /// The requests and responses by the zone of the client and the zone of the server; `nil` if it is not known who
  /// called.
  ///
  /// Responses usually carry more bytes than requests, so the zone that most bytes leave is not that of the clients.
  package let exchanges: [String: [String: TrafficVolume]]?

  /// Creates measured traffic of which it is not known who called, from volumes by the zone that they leave and the zone
  /// that they enter.
  package init(_ volumes: [String: [String: DataVolume]]) {
    self.volumes = volumes
    exchanges = nil
  }

  /// Creates measured traffic from requests and responses by the zone of the client and the zone of the server.
  package init(exchanges: [String: [String: TrafficVolume]]) {
    self.exchanges = exchanges
    var volumes: [String: [String: DataVolume]] = [:]
    for (client, row) in exchanges {
      for (server, volume) in row {
        volumes[client, default: [:]][server, default: .zero] = (volumes[client]?[server] ?? .zero) + volume.request
        volumes[server, default: [:]][client, default: .zero] = (volumes[server]?[client] ?? .zero) + volume.response
      }
    }
    self.volumes = volumes
  }

  /// The volume between all zones and within them.
  package var total: DataVolume { volumes.values.reduce(.zero) { $1.values.reduce($0, +) } }

  /// The volume that crosses zones.
  package var crossing: DataVolume {
    volumes.reduce(.zero) { sum, row in row.value.reduce(sum) { $1.key == row.key ? $0 : $0 + $1.value } }
  }

  /// The share of the volume that crosses zones; `nil` if nothing was measured.
  package var crossZoneFraction: Double? {
    let total = total
    return total > .zero ? crossing.gigabytes / total.gigabytes : nil
  }

  /// The volume in GB of the clients of each zone, which serves as their weight; `nil` if it is not known who called.
  package var clients: [String: Double]? {
    exchanges?.mapValues { row in row.values.reduce(TrafficVolume.zero, +).total.gigabytes }
  }

  /// The volume from the zone of the clients to that of the servers, both directions together; by the zone that it
  /// leaves if it is not known who called.
  package var pairs: [String: [String: DataVolume]] {
    exchanges?.mapValues { $0.mapValues(\.total) } ?? volumes
  }
}
