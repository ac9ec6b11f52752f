public import Headroom

extension Document {
  /// The answer of `headroom catalog list`: instance types, in CSV with the columns of `data/instance-types.csv`.
  public static func instanceTypes(_ types: [InstanceType]) -> Document {
    Document(kind: "InstanceTypes", .types(types))
  }

  /// The answer of `headroom catalog show`: all that is known of each type, one below the other for people.
  public static func instanceTypeDetails(_ types: [InstanceType]) -> Document {
    var all = Section(.types(types))
    all.isForMachines = true
    let sections = types.map { type in
      Section(
        Table(
          id: "type \(type.name)", title: type.name, columns: [.init("column"), .init("value")],
          rows: zip(InstanceTypeTable.columns, InstanceTypeTable.cells(type)).map { column, text in
            [.text(column), .text(text.isEmpty ? nil : text)]
          }))
    }
    return Document(kind: "InstanceTypes", title: "Instance types", sections: [all] + sections) {
      ["items": Table.types(types).items]
    }
  }
}

extension Document.Table {
  /// A row for each type; a terminal shows the columns that decide about pods.
  fileprivate static func types(_ types: [InstanceType]) -> Document.Table {
    let brief: Set = [
      "instance_type", "vcpus", "memory_mib", "default_card_max_enis", "ipv4_per_eni", "hypervisor", "branch_enis",
    ]
    return Document.Table(
      id: "instance-types", title: "Instance types",
      columns: InstanceTypeTable.columns.map { .init($0, nil, brief.contains($0) ? .always : .wide) },
      rows: types.map { InstanceTypeTable.cells($0).map(cell) })
  }

  /// Numbers and flags as what they are, so that JSON has them so.
  private static func cell(_ text: String) -> Document.Cell {
    if text.isEmpty { return .text(nil) }
    if let number = Int(decimalDigits: text.utf8) { return .integer(number) }
    return text == "true" ? .flag(true) : text == "false" ? .flag(false) : .text(text)
  }
}
