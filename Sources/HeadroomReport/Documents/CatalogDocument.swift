public import Headroom

extension Document {
  /// Returns the answer of `headroom catalog list`: instance types, whose CSV has the columns of
  /// `data/instance-types.csv`.
  public static func instanceTypes(_ types: [InstanceType]) -> Document {
    Document(kind: "InstanceTypes", .types(types))
  }

  /// Returns the answer of `headroom catalog show`: all known properties of each type. People see one table per type.
  public static func instanceTypeDetails(_ types: [InstanceType]) -> Document {
    var all = Section(.types(types))
    all.audience = .machines
    let sections = types.map { type in
      var section = Section(
        Table(
          id: "type \(type.name)", title: type.name, columns: [.init("column"), .init("value")],
          rows: zip(InstanceTypeColumn.allCases, InstanceTypeTable.cells(type)).map { column, text in
            [.text(column.key), .text(text.isEmpty ? nil : text)]
          }))
      if type.isOnSale == false {
        let seen = type.details.apiLastSeen.map { "EC2's API listed it until \($0)" } ?? "EC2's API does not list it"
        section.remarks = { ["Not on sale: \(seen)."] }
      }
      return section
    }
    return Document(kind: "InstanceTypes", title: "Instance types", sections: [all] + sections) {
      ["items": Table.types(types).items]
    }
  }
}

extension Document.Table {
  /// Returns a table with a row for each type. A narrow terminal shows only the columns that affect the number of pods.
  fileprivate static func types(_ types: [InstanceType]) -> Document.Table {
    let brief: Set<InstanceTypeColumn> = [
      .name, .vcpus, .memory, .interfaces, .addressesPerInterface, .hypervisor, .branchInterfaces,
    ]
    return Document.Table(
      id: "instance-types", title: "Instance types",
      columns: InstanceTypeColumn.allCases.map { .init($0.key, nil, brief.contains($0) ? .always : .wide) },
      rows: types.map { InstanceTypeTable.cells($0).map(cell) })
  }

  /// Returns a cell with the type of its content, so that JSON has numbers and flags instead of text.
  private static func cell(_ text: String) -> Document.Cell {
    if text.isEmpty { return .text(nil) }
    if let number = Int(decimalDigits: text.utf8) { return .integer(number) }
    return text == "true" ? .flag(true) : text == "false" ? .flag(false) : .text(text)
  }
}
