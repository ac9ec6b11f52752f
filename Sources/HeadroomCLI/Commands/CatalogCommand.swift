internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom catalog`, which prints instance types.
struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog", abstract: "Print the catalogue of instance types.", subcommands: [List.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List all instance types; -o csv uses the format of data/instance-types.csv.")

    @OptionGroup var catalog: CatalogOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try output.print(Document.instanceTypes(try catalog.catalog().types))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show all known properties of instance types.")

    @Argument(help: "The instance types, such as m5.large.", completion: CatalogOptions.names)
    var types: [String]

    @OptionGroup var catalog: CatalogOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try output.print(Document.instanceTypeDetails(try catalog.types(types, in: try catalog.catalog())))
    }
  }
}
