// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "headroom-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "headroom", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "HeadroomBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Headroom", package: "headroom"),
        .product(name: "HeadroomImport", package: "headroom"),
        .product(name: "HeadroomReport", package: "headroom"),
      ],
      path: "Benchmarks/Headroom",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)
