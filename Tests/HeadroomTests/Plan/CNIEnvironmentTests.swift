import Headroom
import Testing

@Suite struct CNIEnvironmentTests {
  @Test func unsetVariablesMeanWhatTheChartOrTheBinarySays() {
    #expect(CNIEnvironment().settings == .chart)
    #expect(CNIEnvironment(defaults: .binary).settings == .binary)
    #expect(CNISettings.chart.warmPrefixTarget == 1 && CNISettings.binary.warmPrefixTarget == 0)
    #expect(CNISettings.binary.warmENITarget == 1)
  }

  /// Go's `Atoi` and ipamd's replacements: -1 is 1 for interfaces and 0 for the rest.
  @Test(arguments: [
    ("WARM_ENI_TARGET", "0", 0, true), ("WARM_ENI_TARGET", "+2", 2, true), ("WARM_ENI_TARGET", "-1", 1, false),
    ("WARM_ENI_TARGET", "", 1, false), ("WARM_ENI_TARGET", "1.5", 1, false), ("WARM_ENI_TARGET", " 2", 1, false),
    ("WARM_ENI_TARGET", "1_000", 1, false), ("WARM_ENI_TARGET", "99999999999999999999", 1, false),
    ("WARM_IP_TARGET", "5", 5, true), ("WARM_IP_TARGET", "-5", 0, false), ("WARM_IP_TARGET", "NaN", 0, false),
    ("MINIMUM_IP_TARGET", "0x10", 0, false), ("WARM_PREFIX_TARGET", "-1", 0, false),
    ("WARM_PREFIX_TARGET", "3", 3, true),
  ])
  func numbersAreReadAsIpamdReadsThem(variable: String, value: String, read: Int, isTaken: Bool) {
    let environment = CNIEnvironment([variable: value])
    let settings = environment.settings
    let values = [
      "WARM_ENI_TARGET": settings.warmENITarget, "WARM_IP_TARGET": settings.warmIPTarget,
      "MINIMUM_IP_TARGET": settings.minimumIPTarget, "WARM_PREFIX_TARGET": settings.warmPrefixTarget,
    ]
    #expect(values[variable] == read)
    #expect(environment.replacements.isEmpty == isTaken)
  }

  @Test(arguments: [("0", nil), ("-3", nil), ("x", nil), ("1", 1), ("99", 99)] as [(String, Int?)])
  func maxENIBelowOneMeansNoLimit(value: String, limit: Int?) {
    #expect(CNIEnvironment(["MAX_ENI": value]).settings.maxENI == limit)
  }

  @Test(arguments: [
    ("true", true), ("T", true), ("1", true), ("True", true), ("yes", false), ("tRUE", false), ("on", false),
  ])
  func booleansAreReadAsGoReadsThem(value: String, read: Bool) {
    let environment = CNIEnvironment(["ENABLE_PREFIX_DELEGATION": value])
    #expect(environment.settings.prefixDelegation == read)
    #expect(environment.replacements.isEmpty == read)
  }

  @Test func anIPTargetBeatsTheOthers() {
    let settings = CNIEnvironment(["WARM_IP_TARGET": "2", "WARM_ENI_TARGET": "3"]).settings
    let type = InstanceCatalog.bundled["m5.large"]!
    #expect(settings.warmTarget(on: type) == .addresses(warm: 2, minimum: 0))
    #expect(CNIEnvironment(["WARM_IP_TARGET": "0"]).settings.warmTarget(on: type) == .interfaces(1))
  }

  @Test(arguments: [
    ("ENABLE_MULTI_NIC", "yes", "false"), ("IP_COOLDOWN_PERIOD", "abc", "30"),
    ("ENABLE_SUBNET_DISCOVERY", "nope", "true"),
  ])
  func everyVariableThatIpamdReplacesIsSeen(variable: String, value: String, used: String) {
    #expect(CNIEnvironment([variable: value]).replacements.map(\.used) == [used])
  }

  @Test func slipsOfVariableNamesAreSeen() {
    let environment = CNIEnvironment(["WARM_IP_TARGETS": "2", "AWS_VPC_ENI_MTU": "9001", "DISABLE_METRICS": "false"])
    #expect(environment.misspelt.map(\.variable) == ["WARM_IP_TARGETS"])
    #expect(environment.misspelt.map(\.meant) == ["WARM_IP_TARGET"])
  }
}
