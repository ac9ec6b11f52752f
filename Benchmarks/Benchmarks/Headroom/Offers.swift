import Headroom

/// AWS' offer files of any size, made from a pattern.
enum Offers {
  /// A file with products, one in eight of which is a shared instance with Linux, and their on-demand prices.
  static func text(products: Int) -> String {
    let types = InstanceCatalog.bundled.types
    var text = #"{"offerCode":"AmazonEC2","publicationDate":"2026-09-12T22:53:08Z","products":{"#
    for index in 0..<products {
      // The eighth products of all rounds are other types, so that no type has two prices.
      let isWanted = index % 8 == 0 && index / 8 < types.count
      text += #"\#(index == 0 ? "" : ",")"P\#(index)":{"sku":"P\#(index)","productFamily":"Compute Instance","#
      text += #""attributes":{"servicecode":"AmazonEC2","instanceType":"\#(types[index / 8 % types.count].name)","#
      text += #""memory":"8 GiB","tenancy":"Shared","operatingSystem":"\#(isWanted ? "Linux" : "RHEL")","#
      text += #""capacitystatus":"Used","preInstalledSw":"NA","regionCode":"us-east-1","marketoption":"OnDemand","#
      text += #""licenseModel":"No License required","usagetype":"BoxUsage"}}"#
    }
    text += #"},"terms":{"OnDemand":{"#
    for index in 0..<products {
      text +=
        #"\#(index == 0 ? "" : ",")"P\#(index)":{"P\#(index).J":{"priceDimensions":{"P\#(index).J.6":{"unit":"Hrs","#
      text += #""beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"0.\#(index + 10_000)"}}}}}"#
    }
    return text + "}}}"
  }
}
