internal import FoundationEssentials
public import Headroom

/// Reads instance types of one's own: a CSV table with the catalogue's columns, or what
/// `aws ec2 describe-instance-types` prints as JSON.
///
/// EC2 does not tell whether a type takes a trunk; for types that `known` has, that is kept.
///
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
      "this is not what `aws ec2 describe-instance-types --output json` prints: \(DescribeInstanceTypes.explain(error))"
    )
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

/// The keys of `aws ec2 describe-instance-types` that are read, spelt as they are there. New keys are ignored.
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

  static func explain(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, let context): "\(path(context)) has no \(key.stringValue)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(path(context)) has a value of another kind"
    default: "it is no JSON"
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    context.codingPath.isEmpty
      ? "it" : context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}

extension DescribeInstanceTypes.Record {
  /// Pods use the card whose index is the default one: `MaximumNetworkInterfaces` of the type is the sum over all.
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
