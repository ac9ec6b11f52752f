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
      try output.print(Document.instanceTypes(try catalog.catalog().types))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All that is known of a type.")

    @Argument(help: "Instance types.", completion: CatalogOptions.names)
    var types: [String]

    @OptionGroup var catalog: CatalogOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try output.print(Document.instanceTypeDetails(try catalog.types(types, in: try catalog.catalog())))
    }
  }
}
