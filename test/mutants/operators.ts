import ts from 'typescript';

/** A change of a source that its tests should notice. */
export interface Mutant {
  readonly operator: string;
  /** What is replaced, as offsets into the source. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** From 1. */
  readonly line: number;
}

type Change = [operator: string, node: ts.Node | [start: number, end: number], replacement: string];

const SWAPPED: ReadonlyMap<ts.SyntaxKind, [operator: string, replacement: string]> = new Map([
  [ts.SyntaxKind.LessThanToken, ['boundary', '<=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['boundary', '<']],
  [ts.SyntaxKind.GreaterThanToken, ['boundary', '>=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['boundary', '>']],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['equality', '!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['equality', '===']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['logic', '||']],
  [ts.SyntaxKind.BarBarToken, ['logic', '&&']],
  [ts.SyntaxKind.PlusToken, ['arithmetic', '-']],
  [ts.SyntaxKind.MinusToken, ['arithmetic', '+']],
  [ts.SyntaxKind.AsteriskToken, ['arithmetic', '/']],
  [ts.SyntaxKind.SlashToken, ['arithmetic', '*']],
  [ts.SyntaxKind.PercentToken, ['arithmetic', '*']],
]);

const METHODS: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
  ['startsWith', 'includes'],
  ['endsWith', 'includes'],
]);

/** Units that are mistaken for each other: seconds, milliseconds, minutes, kibibytes. */
const UNITS = new Set([60, 1000, 1024, 3600, 60_000, 86_400, 3_600_000, 86_400_000]);

/**
 * All mutants of a source, in its order. The operators are those of mutation testing at large (Offutt's
 * "sufficient" set), and those of asynchronous code: an await left out, a statement left out.
 */
export function mutantsOf(source: string): Mutant[] {
  const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2023, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (isIrrelevant(node)) return;
    for (const [operator, where, replacement] of changesOf(node, source)) {
      const [start, end] = Array.isArray(where) ? where : [where.getStart(), where.getEnd()];
      const line = file.getLineAndCharacterOfPosition(start).line + 1;
      mutants.push({ operator, start, end, replacement, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutants;
}

/** The source with the mutant in it. */
export function mutated(source: string, { start, end, replacement }: Mutant): string {
  return source.slice(0, start) + replacement + source.slice(end);
}

/** Documentation, types and log entries: what they say is read by people, not by tests. */
function isIrrelevant(node: ts.Node): boolean {
  if (ts.isDecorator(node) || ts.isTypeNode(node) || ts.isImportDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  return ts.isExpressionStatement(node) && /^(this\.)?#?log(ger)?\b/.test(node.getText());
}

function changesOf(node: ts.Node, source: string): Change[] {
  if (ts.isBinaryExpression(node)) return ofBinary(node);
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const condition = ts.isIfStatement(node) ? node.expression : node.condition;
    return [
      ['condition', condition, 'true'],
      ['condition', condition, 'false'],
    ];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [['negation', node, node.operand.getText()]];
  }
  if (ts.isAwaitExpression(node)) {
    return [['await', node, `(${node.expression.getText()})`]];
  }
  if (ts.isExpressionStatement(node)) return ofStatement(node);
  if (ts.isCallExpression(node)) return ofCall(node, source);
  if (ts.isNumericLiteral(node)) return ofNumber(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [['constant', node, 'false']];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [['constant', node, 'true']];
  return [];
}

function ofBinary(node: ts.BinaryExpression): Change[] {
  const { left, operatorToken, right } = node;
  if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return [['logic', node, `(${left.getText()})`]];
  }
  const [operator, replacement] = SWAPPED.get(operatorToken.kind) ?? [];
  if (!operator || !replacement) return [];
  const concatenates = replacement === '-' && (isText(left) || isText(right));
  return concatenates ? [] : [[operator, operatorToken, replacement]];
}

function isText(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node)) return isText(node.left) || isText(node.right);
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

/** A call or an assignment that is left out; `super()` cannot be. */
function ofStatement(node: ts.ExpressionStatement): Change[] {
  return node.getText().startsWith('super(') ? [] : [['statement', node, ';']];
}

function ofCall(node: ts.CallExpression, source: string): Change[] {
  const changes: Change[] = [];
  if (ts.isPropertyAccessExpression(node.expression)) {
    const { name } = node.expression;
    const other = METHODS.get(name.text);
    if (other) changes.push(['method', name, other]);
  }
  const [first, second] = node.arguments;
  if (first && second && isSimple(first) && isSimple(second)) {
    const between = source.slice(first.getEnd(), second.getStart());
    const swapped = second.getText() + between + first.getText();
    changes.push(['arguments', [first.getStart(), second.getEnd()], swapped]);
  }
  return changes;
}

function isSimple(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isNumericLiteral(node);
}

function ofNumber(node: ts.NumericLiteral): Change[] {
  const value = Number(node.text);
  // A name of a property or an index into a tuple's type is no value.
  if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return [];
  const changes: Change[] = [['constant', node, String(value + 1)]];
  if (UNITS.has(value)) changes.push(['unit', node, String(value === 1000 ? 1 : value * 1000)]);
  return changes;
}
