internal import FoundationEssentials
public import Headroom

/// Reads custom instance types from a CSV table with the catalogue's columns, or from the JSON output of
/// `aws ec2 describe-instance-types`.
///
/// The output of EC2 does not contain whether a type supports a trunk interface and how many branch interfaces it
/// takes. For types that `known` contains, both are taken from there; for others they are not known.
///
/// - Parameters:
///   - file: The file with the instance types.
///   - known: The catalogue that completes the records of EC2.
/// - Throws: `PlanError` with the line that cannot be read.
public func readInstanceTypes(
  _ file: SourceFile, known: InstanceCatalog = .bundled
) throws(PlanError) -> [InstanceType] {
  func fail(_ message: String, line: Int = 1) -> PlanError {
    let position = SourcePosition(file: file.name, line: line, column: 1)
    return PlanError([PlanError.Problem(PlanPart(.plan, key: "instanceTypes"), message, at: position)])
  }
  // PowerShell writes a byte order mark before what it redirects.
  let bytes = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.bytes.dropFirst(3)) : file.bytes
  let first = bytes.first { $0 > 0x20 }
  guard first == UInt8(ascii: "{") else {
    do throws(CSVError) {
      return try InstanceTypeTable.read(bytes)
    } catch {
      throw fail(error.reason + "; expected CSV with the columns of `headroom catalog list -o csv`", line: error.line)
    }
  }
  let page: DescribeInstanceTypes
  do {
    page = try JSONDecoder().decode(DescribeInstanceTypes.self, from: Data(bytes))
  } catch {
    throw fail(
      "expected the output of `aws ec2 describe-instance-types --output json`; "
        + DescribeInstanceTypes.explain(error))
  }
  var types: [InstanceType] = []
  for record in page.InstanceTypes {
    var record = EC2Record(record, known: known[record.InstanceType])
    do throws(InstanceTypeFailure) {
      types.append(try InstanceType(&record))
    } catch {
      throw fail(error.column == nil ? error.reason : "\(record.name): \(error.reason)")
    }
  }
  return types
}

/// The keys of the output of `aws ec2 describe-instance-types` that are read, in EC2's spelling. Other keys are
/// ignored, so that keys which EC2 adds later do no harm.
private struct DescribeInstanceTypes: Decodable {
  let InstanceTypes: [Record]

  struct Record: Decodable {
    let InstanceType: String
    let BareMetal: Bool?
    let Hypervisor: String?
    let VCpuInfo: VCpu?
    let MemoryInfo: Memory?
    let ProcessorInfo: Processor?
    let NetworkInfo: Network
  }

  struct VCpu: Decodable { let DefaultVCpus: Int? }
  struct Memory: Decodable { let SizeInMiB: Int? }
  struct Processor: Decodable { let SupportedArchitectures: [String]? }

  struct Network: Decodable {
    let MaximumNetworkInterfaces: Int
    let DefaultNetworkCardIndex: Int?
    let NetworkCards: [Card]?
    let Ipv4AddressesPerInterface: Int
    let Ipv6AddressesPerInterface: Int?
    let Ipv6Supported: Bool?
  }

  struct Card: Decodable {
    let NetworkCardIndex: Int?
    let MaximumNetworkInterfaces: Int
  }

  /// Returns a message for an error of the JSON decoder.
  static func explain(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, let context): "\(path(context)) has no key '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(path(context)) has the wrong type"
    default: "the file is not valid JSON"
    }
  }

  /// Returns the path to the value that an error is about, with dots between its keys and indices.
  private static func path(_ context: DecodingError.Context) -> String {
    context.codingPath.isEmpty
      ? "the top level"
      : context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}

/// A record of the EC2 API as cells of the catalogue.
///
/// The VPC CNI uses only the default network card for pods, unless it manages several cards. The limit of a node is
/// therefore that of this card, and not the type's `MaximumNetworkInterfaces`, which is the sum over all cards.
private struct EC2Record: InstanceTypeRecord {
  private let record: DescribeInstanceTypes.Record
  var name: String { record.InstanceType }
  private let known: InstanceType?

  init(_ record: DescribeInstanceTypes.Record, known: InstanceType?) {
    self.record = record
    self.known = known
  }

  func text(_ column: InstanceTypeColumn) -> String? {
    let network = record.NetworkInfo
    let cards = network.NetworkCards ?? []
    let defaultIndex = network.DefaultNetworkCardIndex ?? 0
    let card = cards.first { $0.NetworkCardIndex == defaultIndex }
    func text(_ value: (some CustomStringConvertible)?) -> String? { value.map { "\($0)" } }
    switch column {
    case .name: return record.InstanceType
    case .vcpus: return text(record.VCpuInfo?.DefaultVCpus)
    case .memory: return text(record.MemoryInfo?.SizeInMiB)
    case .architectures: return record.ProcessorInfo?.SupportedArchitectures?.joined(separator: ";")
    case .hypervisor:
      // A hypervisor that Headroom does not know is not an error: EC2 may introduce one.
      let hypervisor = record.Hypervisor.flatMap(InstanceType.Hypervisor.init(rawValue:))
      return record.BareMetal == true ? InstanceType.Hypervisor.none.rawValue : hypervisor?.rawValue
    case .isBareMetal: return text(record.BareMetal ?? false)
    case .totalInterfaces: return text(network.MaximumNetworkInterfaces)
    case .networkCards: return text(max(1, cards.count))
    case .defaultCardIndex: return text(defaultIndex)
    case .cards:
      let items = cards.map { "\($0.NetworkCardIndex ?? 0):\($0.MaximumNetworkInterfaces)" }
      return items.isEmpty ? nil : items.joined(separator: ";")
    // Without its default card the limit of a node is not known: the sum over all cards would be too many.
    case .interfaces: return text(cards.isEmpty ? network.MaximumNetworkInterfaces : card?.MaximumNetworkInterfaces)
    case .addressesPerInterface: return text(network.Ipv4AddressesPerInterface)
    case .ipv6AddressesPerInterface: return text(network.Ipv6AddressesPerInterface)
    case .supportsIPv6: return text(network.Ipv6Supported)
    case .supportsTrunking: return text(known?.supportsTrunking)
    case .branchInterfaces: return text(known?.branchInterfaces)
    default: return nil
    }
  }
}
