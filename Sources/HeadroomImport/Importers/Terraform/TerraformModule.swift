/// The configuration of one module: what is needed to follow references.
struct TerraformModule: Sendable {
  /// A call of a module.
  struct Call: Sendable {
    var arguments: [String: TerraformExpression] = [:]
    var forEach: TerraformExpression?
    /// The place of the module in the list of all modules.
    var module: Int?
  }

  /// A resource: the expressions that are needed, where those of blocks have names such as `vpc_config.subnet_ids`.
  struct Resource: Sendable {
    var expressions: [String: TerraformExpression] = [:]
    var forEach: TerraformExpression?
    /// The provider that makes it.
    var provider: String?
  }

  /// The resources by type and name, those of data sources with `data.` before.
  var resources: [String: Resource] = [:]
  var calls: [String: Call] = [:]
  var outputs: [String: TerraformExpression] = [:]
  /// The default values of the variables that have one.
  var defaults: [String: TerraformConstant] = [:]
}
