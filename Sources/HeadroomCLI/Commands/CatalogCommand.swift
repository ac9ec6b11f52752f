internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom catalog`: the instance types.
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog", abstract: "The catalogue of instance types.", subcommands: [List.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All types; -o csv prints data/instance-types.csv.")

    @OptionGroup var catalog: CatalogOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try output.print(CatalogCommand.table(try catalog.catalog().types), kind: "InstanceTypes")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All that is known of a type.")

    @Argument(help: "Instance types.", completion: CatalogOptions.names)
    var types: [String]

    @OptionGroup var catalog: CatalogOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let all = try catalog.catalog()
      let types = try catalog.types(types, in: all)
      guard output.output == .table else { return try output.print(CatalogCommand.table(types), kind: "InstanceTypes") }
      let style = Terminal.style(noColor: output.noColor)
      let texts = types.map { type in
        let pairs = zip(InstanceTypeTable.columns, InstanceTypeTable.cells(type))
        let rows = pairs.map { [Cell.text($0), .text($1.isEmpty ? nil : $1)] }
        return Table(id: "type", title: type.name, columns: [.init("column"), .init("value")], rows: rows).text(style)
      }
      try output.put(texts.joined(separator: "\n"))
    }
  }

  /// The columns of `data/instance-types.csv`; a terminal shows those that decide about pods.
  private static func table(_ types: [InstanceType]) -> Table {
    let brief: Set = [
      "instance_type", "vcpus", "memory_mib", "default_card_max_enis", "ipv4_per_eni", "hypervisor", "branch_enis",
    ]
    return Table(
      id: "instance-types", title: "Instance types",
      columns: InstanceTypeTable.columns.map { .init($0, isBrief: brief.contains($0)) },
      rows: types.map { InstanceTypeTable.cells($0).map(cell) })
  }

  /// Numbers and flags as what they are, so that JSON has them so.
  private static func cell(_ text: String) -> Cell {
    if text.isEmpty { return .text(nil) }
    if let number = Int(decimalDigits: text.utf8) { return .integer(number) }
    return text == "true" ? .flag(true) : text == "false" ? .flag(false) : .text(text)
  }
}
