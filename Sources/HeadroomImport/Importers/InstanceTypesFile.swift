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
  let first = file.bytes.first { $0 > 0x20 }
  guard first == UInt8(ascii: "{") else {
    do throws(CSVError) {
      return try InstanceTypeTable.read(file.bytes)
    } catch {
      throw fail(error.reason + "; expected CSV with the columns of `headroom catalog list -o csv`", line: error.line)
    }
  }
  let page: DescribeInstanceTypes
  do {
    page = try JSONDecoder().decode(DescribeInstanceTypes.self, from: Data(file.bytes))
  } catch {
    throw fail(
      "expected the output of `aws ec2 describe-instance-types --output json`; "
        + DescribeInstanceTypes.explain(error))
  }
  var types: [InstanceType] = []
  for record in page.InstanceTypes {
    do throws(InstanceType.LimitError) {
      types.append(try record.instanceType(known: known))
    } catch {
      throw fail(error.description)
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

extension DescribeInstanceTypes.Record {
  /// Converts the record of EC2 into an instance type.
  ///
  /// The VPC CNI uses only the default network card for pods, unless it manages several cards. The limit of a node is
  /// therefore that of this card, and not the type's `MaximumNetworkInterfaces`, which is the sum over all cards.
  fileprivate func instanceType(known: InstanceCatalog) throws(InstanceType.LimitError) -> InstanceType {
    let cards = NetworkInfo.NetworkCards ?? []
    let defaultIndex = NetworkInfo.DefaultNetworkCardIndex ?? 0
    let card = cards.first { $0.NetworkCardIndex == defaultIndex }
    var type = try Headroom.InstanceType(
      name: InstanceType, interfaces: card?.MaximumNetworkInterfaces ?? NetworkInfo.MaximumNetworkInterfaces,
      addressesPerInterface: NetworkInfo.Ipv4AddressesPerInterface, vcpus: VCpuInfo?.DefaultVCpus,
      memory: MemoryInfo?.SizeInMiB.map { MemoryAmount.mebibytes(max(0, min($0, 1 << 31))) })
    type.isBareMetal = BareMetal ?? false
    type.hypervisor =
      type.isBareMetal
      ? Headroom.InstanceType.Hypervisor.none : Hypervisor.flatMap(Headroom.InstanceType.Hypervisor.init)
    type.architectures = ProcessorInfo?.SupportedArchitectures ?? []
    type.supportsIPv6 = NetworkInfo.Ipv6Supported
    type.ipv6AddressesPerInterface = NetworkInfo.Ipv6AddressesPerInterface
    type.networkCards.total = NetworkInfo.MaximumNetworkInterfaces
    type.networkCards.count = max(1, cards.count)
    type.networkCards.defaultIndex = defaultIndex
    type.supportsTrunking = known[InstanceType]?.supportsTrunking
    type.branchInterfaces = known[InstanceType]?.branchInterfaces
    return type
  }
}
