import Foundation

/// Texts in the shapes in which AWS' tools print prices, written for tests.
enum PriceListTexts {
  /// A product as `aws pricing get-products` prints it: JSON in a text.
  static func product(_ attributes: [String: String], family: String, _ dimensions: [String], sku: String = "SKU1")
    -> String
  {
    let pairs = attributes.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
    let prices = dimensions.enumerated().map { "\"\(sku).JRTCKXETXF.\($0.offset)\":\($0.element)" }
    return """
      {"product":{"productFamily":"\(family)","attributes":{\(pairs.joined(separator: ","))},"sku":"\(sku)"},\
      "serviceCode":"AmazonEC2","terms":{"OnDemand":{"\(sku).JRTCKXETXF":{"priceDimensions":{\
      \(prices.joined(separator: ","))},"sku":"\(sku)","effectiveDate":"2026-09-01T00:00:00Z","termAttributes":{}}},\
      "Reserved":{"\(sku).4NA7Y494T4":{"priceDimensions":{"x":{"unit":"Hrs","pricePerUnit":{"USD":"0.0089"}}}}}},\
      "version":"20260925","publicationDate":"2026-09-25T19:50:25Z"}
      """
  }

  static func dimension(_ price: String, unit: String = "Hrs", from: String = "0", to: String = "Inf") -> String {
    """
    {"unit":"\(unit)","endRange":"\(to)","description":"$\(price) per hour, \\"Linux\\" only","appliesTo":[],\
    "rateCode":"R","beginRange":"\(from)","pricePerUnit":{"USD":"\(price)"}}
    """
  }

  static func page(_ products: [String]) throws -> String {
    let texts = try products.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    return """
      {
          "FormatVersion": "aws_v1",
          "PriceList": [
              \(texts.joined(separator: ",\n        "))
          ]
      }

      """
  }

  static func instance(_ type: String, _ price: String, _ changes: [String: String] = [:]) -> String {
    let usual = [
      "instanceType": type, "operatingSystem": "Linux", "tenancy": "Shared", "preInstalledSw": "NA",
      "capacitystatus": "Used", "licenseModel": "No License required", "marketoption": "OnDemand",
      "regionCode": "us-east-1", "usagetype": "BoxUsage:\(type)", "vcpu": "2", "memory": "8 GiB",
    ]
    let family = type.contains("metal") ? "Compute Instance (bare metal)" : "Compute Instance"
    return product(usual.merging(changes) { $1 }, family: family, [dimension(price)])
  }
}
