import {
  BinaryOperationNode,
  type KyselyPlugin,
  LimitNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  type QueryId,
  ValueListNode,
  ValueNode,
} from 'kysely';

/**
 * Writes a statement that will be given values again and again so that SQLite plans it once. What stands alone on the right of
 * `=` is looked at by its planner, and with an order, a join or a subselect the statement is planned anew for each value that is
 * given, which takes ten times as long as to run it; in a list of one it isn't. What is the same each time is written
 * as it is: a limit, or what a partial index may ask for. PostgreSQL reads both in the same way.
 * `isGiven` tells what stands in for a value that is given later.
 */
export function plannedOnce(isGiven: (value: unknown) => boolean): KyselyPlugin {
  const rewriting = new Rewriting(isGiven);
  return {
    transformQuery: ({ node, queryId }) => rewriting.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}

class Rewriting extends OperationNodeTransformer {
  readonly #isGiven: (value: unknown) => boolean;

  constructor(isGiven: (value: unknown) => boolean) {
    super();
    this.#isGiven = isGiven;
  }

  protected override transformBinaryOperation(node: BinaryOperationNode, queryId?: QueryId): BinaryOperationNode {
    const { leftOperand, operator, rightOperand } = super.transformBinaryOperation(node, queryId);
    if (!ValueNode.is(rightOperand) || !OperatorNode.is(operator) || operator.operator !== '=')
      return BinaryOperationNode.create(leftOperand, operator, rightOperand);
    return this.#isGiven(rightOperand.value)
      ? BinaryOperationNode.create(leftOperand, OperatorNode.create('in'), ValueListNode.create([rightOperand]))
      : BinaryOperationNode.create(leftOperand, operator, this.#written(rightOperand));
  }

  protected override transformLimit(node: LimitNode, queryId?: QueryId): LimitNode {
    return LimitNode.create(this.#written(super.transformLimit(node, queryId).limit));
  }

  #written(node: OperationNode): OperationNode {
    const isConstant = ValueNode.is(node) && (typeof node.value === 'string' || typeof node.value === 'number');
    return isConstant ? ValueNode.createImmediate(node.value) : node;
  }
}
