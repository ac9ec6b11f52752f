/// An expression that computes a node's max pods from its interfaces, as nodeadm and Karpenter evaluate it.
///
/// The language is the part of the Common Expression Language (CEL) that is about whole numbers: `+ - * / %`,
/// comparisons, `&& || !`, the condition `a ? b : c`, and the functions `min` and `max` of Karpenter.
///
/// ```swift
/// let custom = try MaxPodsExpression(parsing: "((default_enis - 1) * (ips_per_eni - 1)) + 2")
/// custom.value(of: ["default_enis": 3, "ips_per_eni": 6, "max_pods": 17])  // 12
/// ```
///
/// Sources: `nodeadm/internal/kubelet/eni_max_pods.go` of awslabs/amazon-eks-ami, the design documents of
/// aws/karpenter-provider-aws (`NodeClassCEL`).
package struct MaxPodsExpression: Hashable, Sendable {
  /// The expression as it was written.
  package let text: String
  private let root: Term

  /// An error about text that is not an expression.
  package struct ParseError: Error, Hashable, Sendable {
    /// The reason, and what is expected.
    package let reason: String
  }

  /// Reads an expression.
  package init(parsing text: String) throws(ParseError) {
    var reader = MaxPodsExpressionReader(text)
    root = try reader.read()
    self.text = text
  }

  /// A part of an expression.
  indirect enum Term: Hashable, Sendable {
    case number(Int)
    case variable(String)
    case not(Term)
    case negative(Term)
    case binary(Operator, Term, Term)
    case condition(Term, Term, Term)
    case call(String, Term, Term)
  }

  /// An operator with two operands.
  enum Operator: String, CaseIterable, Sendable {
    case or = "||", and = "&&"
    case equal = "==", notEqual = "!=", atMost = "<=", atLeast = ">=", less = "<", more = ">"
    case plus = "+", minus = "-", times = "*", divided = "/", remainder = "%"

    /// The operators that bind stronger have higher numbers.
    var precedence: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .equal, .notEqual, .atMost, .atLeast, .less, .more: 3
      case .plus, .minus: 4
      case .times, .divided, .remainder: 5
      }
    }
  }

  private enum Value {
    case number(Int)
    case truth(Bool)
  }

  /// Returns the value of the expression; `nil` if it has none.
  ///
  /// An expression has no value if it uses an unknown name, mixes numbers and conditions, divides by zero or leaves the
  /// range of 64-bit integers. CEL checks all branches of a condition before it evaluates one.
  ///
  /// - Parameters:
  ///   - variables: The values of the variables.
  ///   - functions: The names of the functions that the evaluating program knows.
  package func value(of variables: [String: Int], functions: Set<String> = []) -> Int? {
    guard isNumber(root, variables, functions) == true, case .number(let number) = evaluate(root, variables) else {
      return nil
    }
    return number
  }

  /// Returns whether a term is a number, or else a condition; `nil` if it is neither.
  private func isNumber(_ term: Term, _ variables: [String: Int], _ functions: Set<String>) -> Bool? {
    func number(_ term: Term) -> Bool? { isNumber(term, variables, functions) }
    switch term {
    case .number: return true
    case .variable(let name): return variables[name] == nil ? nil : true
    case .negative(let inner): return number(inner) == true ? true : nil
    case .not(let inner): return number(inner) == false ? false : nil
    case .call(let name, let first, let second):
      return functions.contains(name) && number(first) == true && number(second) == true ? true : nil
    case .condition(let test, let first, let second):
      let kind = number(first)
      return number(test) == false && kind == number(second) ? kind : nil
    case .binary(let operation, let first, let second):
      guard let kind = number(first), kind == number(second) else { return nil }
      switch operation {
      case .plus, .minus, .times, .divided, .remainder: return kind ? true : nil
      case .and, .or: return kind ? nil : false
      case .equal, .notEqual: return false
      case .less, .more, .atMost, .atLeast: return false
      }
    }
  }

  private func evaluate(_ term: Term, _ variables: [String: Int]) -> Value? {
    func number(_ term: Term) -> Int? {
      if case .number(let number) = evaluate(term, variables) { number } else { nil }
    }
    func truth(_ term: Term) -> Bool? {
      if case .truth(let truth) = evaluate(term, variables) { truth } else { nil }
    }
    switch term {
    case .number(let number): return .number(number)
    case .variable(let name): return variables[name].map(Value.number)
    case .not(let inner): return truth(inner).map { .truth(!$0) }
    case .negative(let inner): return number(inner).flatMap { checked(0.subtractingReportingOverflow($0)) }
    case .condition(let test, let first, let second):
      return truth(test).flatMap { evaluate($0 ? first : second, variables) }
    case .call(let name, let first, let second):
      guard let a = number(first), let b = number(second) else { return nil }
      return .number(name == "min" ? min(a, b) : max(a, b))
    case .binary(.and, let first, let second):
      guard let a = truth(first) else { return nil }
      return a ? truth(second).map(Value.truth) : .truth(false)
    case .binary(.or, let first, let second):
      guard let a = truth(first) else { return nil }
      return a ? .truth(true) : truth(second).map(Value.truth)
    case .binary(let operation, let first, let second):
      if let a = truth(first), let b = truth(second) { return .truth((a == b) == (operation == .equal)) }
      guard let a = number(first), let b = number(second) else { return nil }
      return compute(operation, a, b)
    }
  }

  private func compute(_ operation: Operator, _ a: Int, _ b: Int) -> Value? {
    switch operation {
    case .plus: checked(a.addingReportingOverflow(b))
    case .minus: checked(a.subtractingReportingOverflow(b))
    case .times: checked(a.multipliedReportingOverflow(by: b))
    case .divided: checked(a.dividedReportingOverflow(by: b))
    case .remainder: checked(a.remainderReportingOverflow(dividingBy: b))
    case .equal: .truth(a == b)
    case .notEqual: .truth(a != b)
    case .less: .truth(a < b)
    case .more: .truth(a > b)
    case .atMost: .truth(a <= b)
    case .atLeast: .truth(a >= b)
    case .and, .or: nil
    }
  }

  /// Division by zero counts as an overflow.
  private func checked(_ result: (partialValue: Int, overflow: Bool)) -> Value? {
    result.overflow ? nil : .number(result.partialValue)
  }
}
