// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody else builds with the instrumentation of libFuzzer.
let package = Package(
  name: "headroom-fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "headroom", path: "../..")],
  targets: [
    .executableTarget(
      name: "HeadroomFuzzing",
      dependencies: [
        .product(name: "Headroom", package: "headroom"),
        .product(name: "HeadroomImport", package: "headroom"),
        .product(name: "HeadroomReport", package: "headroom"),
      ],
      path: "Fuzzing",
      // libFuzzer has the function `main`.
      swiftSettings: [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
  ],
  swiftLanguageModes: [.v6]
)
