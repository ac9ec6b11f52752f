internal import Headroom

/// Reads price lists in JSON: the answer of `aws pricing get-products`, an offer file (`index.json`), and Vantage's
/// `instances.json`.
struct PriceListReader {
  private var json: JSONReader
  private(set) var prices: PriceCollector
  /// The products of an offer file that are needed, by SKU. An offer file lists all products before their prices.
  private var targets: [String: PriceListProduct.Target] = [:]

  init(_ json: JSONReader, _ prices: PriceCollector) {
    self.json = json
    self.prices = prices
  }

  /// Reads all JSON texts of the file: an answer that was fetched page by page is several of them.
  mutating func read() throws {
    repeat {
      if try json.beginArray() {
        // `--query PriceList` leaves the texts of the products alone.
        while try json.nextItem() { if try json.isText() { try readPricedProduct() } else { try readInstance() } }
      } else if try json.beginObject() {
        try readList()
      } else {
        throw json.fail("expected an object or a list")
      }
    } while try json.hasMore()
    try orFail { collector throws(PriceCollector.Failure) in try collector.finish() }
  }

  private mutating func readList() throws {
    var isKnown = false
    while try json.nextKey() {
      switch json.key {
      case "PriceList" where try json.beginArray():
        isKnown = true
        while try json.nextItem() { try readPricedProduct() }
      case "products" where try json.beginObject():
        isKnown = true
        while try json.nextKey() {
          let sku = json.key
          if let product = try readProduct(), let target = prices.target(of: product) { targets[sku] = target }
        }
      case "terms" where try json.beginObject():
        while try json.nextKey() {
          guard json.key(is: "OnDemand"), try json.beginObject() else {
            try json.skip()
            continue
          }
          while try json.nextKey() {
            if let target = targets[json.key] { try readTerms(target) } else { try json.skip() }
          }
        }
      case "publicationDate": try readDate()
      default: try json.skip()
      }
    }
    guard isKnown else {
      throw json.fail(
        "expected the output of `aws pricing get-products --output json`, an offer file, or Vantage's instances.json")
    }
  }

  private mutating func readDate() throws {
    // A time such as 2026-09-25T17:45:21Z; the day is enough.
    if let text = try json.text(), let date = CalendarDate(String(text.prefix(10))) { prices.asOf = date }
  }

  /// Reads a product together with its prices, which `aws pricing` prints as text that contains JSON.
  private mutating func readPricedProduct() throws {
    if try json.beginObject() { return try readPricedObject() }
    guard let text = try json.text() else { throw json.fail("expected a product as text or as an object") }
    // The prices move to the inner reader and back, so that they are not copied for each product.
    var inner = PriceListReader(JSONReader(prices.file, Array(text.utf8)), prices.taken())
    defer { prices = inner.prices }
    do {
      guard try inner.json.beginObject() else { throw json.fail("expected an object in the text of a product") }
      try inner.readPricedObject()
    } catch let error as PlanError {
      // A place inside the text would mislead; the error is at the end of the text.
      throw json.fail("in the text of a product: \(error.problems[0].message)")
    }
  }

  private mutating func readPricedObject() throws {
    var target: PriceListProduct.Target?
    var waiting: [PriceDimension] = []
    while try json.nextKey() {
      switch json.key {
      case "product": target = try readProduct().flatMap { prices.target(of: $0) }
      case "publicationDate": try readDate()
      case "terms" where try json.beginObject():
        while try json.nextKey() {
          guard json.key(is: "OnDemand") else {
            try json.skip()
            continue
          }
          // The terms may precede the product, so that it is not known yet whether they are needed.
          waiting += try readTerms()
        }
      default: try json.skip()
      }
    }
    guard let target else { return }
    for dimension in waiting {
      try orFail { collector throws(PriceCollector.Failure) in try collector.add(dimension, of: target) }
    }
  }

  private mutating func readProduct() throws -> PriceListProduct? {
    guard try json.beginObject() else {
      try json.skip()
      return nil
    }
    var product = PriceListProduct()
    while try json.nextKey() {
      if json.key(is: "productFamily") {
        product[.family] = try json.text()
      } else if json.key(is: "attributes"), try json.beginObject() {
        while try json.nextKey() {
          if let attribute = PriceListProduct.attribute(json.key.utf8) {
            product[attribute] = try json.text()
          } else {
            try json.skip()
          }
        }
      } else {
        try json.skip()
      }
    }
    return product
  }

  private mutating func readTerms(_ target: PriceListProduct.Target) throws {
    for dimension in try readTerms() {
      try orFail { collector throws(PriceCollector.Failure) in try collector.add(dimension, of: target) }
    }
  }

  /// Returns the prices of all terms of a product.
  private mutating func readTerms() throws -> [PriceDimension] {
    var dimensions: [PriceDimension] = []
    guard try json.beginObject() else {
      try json.skip()
      return []
    }
    while try json.nextKey() {
      guard try json.beginObject() else {
        try json.skip()
        continue
      }
      while try json.nextKey() {
        guard json.key(is: "priceDimensions"), try json.beginObject() else {
          try json.skip()
          continue
        }
        while try json.nextKey() { dimensions.append(try readDimension()) }
      }
    }
    return dimensions
  }

  private mutating func readDimension() throws -> PriceDimension {
    var dimension = PriceDimension()
    guard try json.beginObject() else { throw json.fail("expected an object with a price") }
    while try json.nextKey() {
      switch json.key {
      case "unit": dimension.unit = try json.text() ?? ""
      case "beginRange": dimension.from = try json.text()
      case "endRange": dimension.to = try json.text()
      case "pricePerUnit" where try json.beginObject():
        while try json.nextKey() {
          let currency = json.key
          dimension.amounts[currency] = try json.text()
        }
      default: try json.skip()
      }
    }
    return dimension
  }

  // MARK: Vantage

  /// Reads an instance of Vantage's list: its Linux prices in the region.
  private mutating func readInstance() throws {
    guard try json.beginObject() else { return try json.skip() }
    var type: String?
    var waiting: [(CapacityType, String)] = []
    while try json.nextKey() {
      if json.key(is: "instance_type") {
        type = try json.text()
      } else if json.key(is: "pricing"), try json.beginObject() {
        while try json.nextKey() {
          if json.key == prices.prices.region.code, try json.beginObject() {
            while try json.nextKey() {
              if json.key(is: "linux"), try json.beginObject() {
                waiting += try readPricesOfSystem()
              } else {
                try json.skip()
              }
            }
          } else {
            try json.skip()
          }
        }
      } else {
        try json.skip()
      }
    }
    guard let type else { throw json.fail("an instance has no `instance_type`; expected Vantage's instances.json") }
    for (capacity, text) in waiting {
      try orFail { collector throws(PriceCollector.Failure) in try collector.add(text, of: type, capacity) }
    }
  }

  private mutating func readPricesOfSystem() throws -> [(CapacityType, String)] {
    var found: [(CapacityType, String)] = []
    while try json.nextKey() {
      switch json.key {
      case "ondemand": found += try json.text().map { [(.onDemand, $0)] } ?? []
      case "spot_avg": found += try json.text().map { [(.spot, $0)] } ?? []
      case "reserved" where try json.beginObject():
        while try json.nextKey() {
          switch json.key {
          case "yrTerm1Standard.allUpfront": found += try json.text().map { [(.reserved1y, $0)] } ?? []
          case "yrTerm3Standard.allUpfront": found += try json.text().map { [(.reserved3y, $0)] } ?? []
          default: try json.skip()
          }
        }
      default: try json.skip()
      }
    }
    // Some lists have empty texts or words such as "N/A" where there is no price.
    return found.filter { !$0.1.isEmpty && $0.1.utf8.allSatisfy { 48...57 ~= $0 || $0 == UInt8(ascii: ".") } }
  }

  /// Changes the prices; a price that cannot be used is an error at the current place.
  private mutating func orFail(
    _ change: (inout PriceCollector) throws(PriceCollector.Failure) -> Void
  ) throws {
    do throws(PriceCollector.Failure) {
      try change(&prices)
    } catch {
      throw json.fail(error.reason)
    }
  }
}
