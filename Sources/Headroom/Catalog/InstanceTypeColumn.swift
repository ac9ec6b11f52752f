/// A column of the catalogue of instance types, and a key of the types that a plan defines.
package enum InstanceTypeColumn: Int, CaseIterable, Sendable {
  case name, vcpus, memory, architectures, hypervisor, isBareMetal, totalInterfaces, networkCards, defaultCardIndex
  case interfaces, addressesPerInterface, ipv6AddressesPerInterface, supportsIPv6, cards, supportsTrunking
  case branchInterfaces, baselineBandwidthMbps, gpuCount, logicalGPUCount, gpuName, gpuMemoryMiB, neuronDevices
  case efaMaxInterfaces, isBurstable, isCurrentGeneration, usageClasses, instanceStorageGB, apiLastSeen, sources
  case derived, notes

  /// The names of the columns, in the order of the cases and of `data/instance-types.csv`.
  private static let keys = [
    "instance_type", "vcpus", "memory_mib", "architectures", "hypervisor", "bare_metal", "max_enis_total",
    "network_cards", "default_network_card_index", "default_card_max_enis", "ipv4_per_eni", "ipv6_per_eni",
    "ipv6_supported", "network_cards_detail", "trunking_compatible", "branch_enis", "baseline_bandwidth_mbps",
    "gpu_count", "logical_gpu_count", "gpu_name", "gpu_memory_mib", "neuron_devices", "efa_max_interfaces",
    "burstable", "current_generation", "usage_classes", "instance_storage_gb", "api_last_seen", "sources", "derived",
    "notes",
  ]

  /// The name of the column.
  package var key: String { Self.keys[rawValue] }

  /// The column of a name.
  package init?(key: String) {
    guard let index = Self.keys.firstIndex(of: key) else { return nil }
    self.init(rawValue: index)
  }

  /// The columns that a type cannot do without.
  package static let required: [InstanceTypeColumn] = [.name, .interfaces, .addressesPerInterface]
}
