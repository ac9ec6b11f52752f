// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "headroom",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Headroom", targets: ["Headroom"]),
    .library(name: "HeadroomImport", targets: ["HeadroomImport"]),
    .library(name: "HeadroomReport", targets: ["HeadroomReport"]),
    .executable(name: "headroom", targets: ["HeadroomCLI"]),
  ],
  dependencies: [
    // The exact versions that were reviewed, because the file of resolved versions is not part of the repository. A
    // program that uses the library Headroom alone fetches neither.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "CHeadroomData"),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .target(
      name: "Headroom", dependencies: ["CHeadroomData"],
      // Rounding and square roots are functions of libm, which every Linux has beside libc.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    // The events of libyaml, whose source is part of Yams.
    .target(name: "CYAMLEvents", dependencies: [.product(name: "Yams", package: "Yams")]),
    .target(
      name: "HeadroomImport", dependencies: ["CYAMLEvents", "Headroom", .product(name: "Yams", package: "Yams")]),
    .target(name: "HeadroomReport", dependencies: ["Headroom", "CLibXML2"]),
    .executableTarget(
      name: "HeadroomCLI",
      dependencies: [
        "Headroom", "HeadroomImport", "HeadroomReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "HeadroomTestSupport", dependencies: ["Headroom"], path: "Tests/Support"),
    .testTarget(name: "HeadroomTests", dependencies: ["Headroom", "HeadroomTestSupport"]),
    .testTarget(
      name: "HeadroomImportTests",
      dependencies: ["Headroom", "HeadroomImport", "HeadroomReport", "HeadroomTestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "HeadroomReportTests",
      dependencies: ["CLibXML2", "Headroom", "HeadroomImport", "HeadroomReport", "HeadroomTestSupport"]),
    .testTarget(name: "HeadroomCLITests", dependencies: ["HeadroomCLI", "HeadroomTestSupport"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)

let settled: Set<Target.TargetType> = [.regular, .executable, .test]
for target in package.targets where settled.contains(target.type) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ]
}
