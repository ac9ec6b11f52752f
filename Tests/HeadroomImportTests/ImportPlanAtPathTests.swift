import Foundation
import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@Suite struct ImportPlanAtPathTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "headroom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "plans"), withIntermediateDirectories: true)
  }

  private func write(_ text: String, to name: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private let services = """
    services:
      - {name: s, workload: web, measured: {file: matrix.csv, direction: request}}

    """

  @Test func aPlanIsReadWithTheFilesThatItNames() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try write("fromZone,toZone,bytes\nap-northeast-2a,ap-northeast-2b,5\n", to: "plans/matrix.csv")
    let path = try write(smallPlan + services, to: "plans/plan.yaml")
    let plan = try importPlan(at: path).plan
    #expect(plan.services[0].measured != nil)
  }

  @Test func filesOutsideOfTheFolderStayClosed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let matrix = try write("fromZone,toZone,bytes\nap-northeast-2a,ap-northeast-2b,5\n", to: "matrix.csv")
    let path = try write(smallPlan + services, to: "plans/plan.yaml")
    let link = folder.appending(path: "plans/matrix.csv").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: matrix)
    let error = try #require(throws: PlanError.self) { try importPlan(at: path) }
    #expect(error.description.contains("the file 'matrix.csv' cannot be read from the plan's folder"))
  }

  @Test func whatIsNoFileIsAnError() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for path in [folder.path, folder.appending(path: "none.yaml").path, "/dev/zero"] {
      let error = try #require(throws: PlanError.self) { try importPlan(at: path) }
      #expect(error.description.hasPrefix("\(path):1:1: the file cannot be read; expected a file of at most"))
    }
  }
}
