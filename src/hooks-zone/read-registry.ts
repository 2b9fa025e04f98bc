import type {
  Expression,
  ObjectLiteralElementLike,
  ObjectLiteralExpression,
  SourceFile,
} from "ts-morph";
import { Node, SyntaxKind, ts } from "ts-morph";
import { identifiersIn } from "./identifiers-in.js";
import { importedNames } from "./imported-names.js";

/** The object that `src/hooks/index.ts` exports as `hooks`, so far as it can be understood. */
export interface Registry {
  readonly object: ObjectLiteralExpression;
  readonly members: ReadonlyMap<string, ObjectLiteralElementLike>;
  /** Why a member that is not among them may be there all the same. */
  readonly doubt?: Obstacle;
}

/** What keeps us from adding to a registry. */
export interface Obstacle {
  /** What it is, to be read after “cannot add it: ”. */
  readonly why: string;
  /** Where it begins, in UTF-16 units. */
  readonly offset: number;
}

/**
 * Finds the registry: the object literal of `hooks`, whether declared or exported by this name, else
 * the default export; through parentheses, types and other constants of the same file. The file must
 * have no syntax errors.
 */
export function readRegistry(source: SourceFile): Registry | Obstacle {
  const names = new Set<string>();
  const object = findObject(source, names);
  if ("why" in object) return object;
  const members = new Map<string, ObjectLiteralElementLike>();
  const doubt = collectMembers(object, members, names) ?? findChange(source, names);
  return { object, members, ...(doubt && { doubt }) };
}

/** An expression without what is only for the compiler. */
export function unwrapped(expression: Expression): Expression {
  return Node.isParenthesizedExpression(expression) ||
    Node.isAsExpression(expression) ||
    Node.isSatisfiesExpression(expression) ||
    Node.isTypeAssertion(expression) ||
    Node.isNonNullExpression(expression)
    ? unwrapped(expression.getExpression())
    : expression;
}

function findObject(source: SourceFile, names: Set<string>): ObjectLiteralExpression | Obstacle {
  for (const exports of source.getExportDeclarations()) {
    for (const each of exports.getNamedExports()) {
      if ((each.getAliasNode() ?? each.getNameNode()).getText() !== "hooks") continue;
      return exports.hasModuleSpecifier()
        ? { why: "`hooks` comes from another file", offset: each.getStart() }
        : objectNamed(each.getName(), each, names);
    }
  }
  const isDeclared = source.getVariableDeclarations().some((each) => each.getName() === "hooks");
  const [byDefault] = source.getExportAssignments();
  if (isDeclared || byDefault === undefined) return objectNamed("hooks", source, names);
  return objectOf(byDefault.getExpression(), names);
}

/** The object of a variable of the file; `names` are those that have led here, and gets this one. */
function objectNamed(
  name: string,
  place: Node,
  names: Set<string>,
): ObjectLiteralExpression | Obstacle {
  const offset = place.getStart();
  const source = place.getSourceFile();
  const [found, ...others] = source
    .getVariableDeclarations()
    .filter((each) => each.getName() === name);
  if (found === undefined) {
    const isImported = importedNames(source).some(({ local }) => local === name);
    const what = isImported ? "comes from another file" : "is not a constant of this file";
    return { why: `\`${name}\` ${what}`, offset };
  }
  const initializer = found.getInitializer();
  if (initializer === undefined || others.length > 0 || names.has(name)) {
    return { why: `\`${name}\` is not declared once, with a value`, offset: found.getStart() };
  }
  names.add(name);
  return objectOf(initializer, names);
}

function objectOf(expression: Expression, names: Set<string>): ObjectLiteralExpression | Obstacle {
  const value = unwrapped(expression);
  if (Node.isObjectLiteralExpression(value)) return value;
  if (Node.isIdentifier(value)) return objectNamed(value.getText(), value, names);
  const what = Node.isCallExpression(value) ? "is made by a call" : "is not an object literal";
  return { why: `the object of hooks ${what}`, offset: value.getStart() };
}

/** @returns what may hold more members than could be found, if anything does */
function collectMembers(
  object: ObjectLiteralExpression,
  members: Map<string, ObjectLiteralElementLike>,
  names: Set<string>,
): Obstacle | undefined {
  let doubt: Obstacle | undefined;
  for (const property of object.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      const spread = objectOf(property.getExpression(), names);
      doubt ??=
        "why" in spread
          ? { why: "it may be there already, in what is spread here", offset: property.getStart() }
          : collectMembers(spread, members, names);
      continue;
    }
    const name = nameOf(property);
    if (name === undefined || (name === "__proto__" && Node.isPropertyAssignment(property))) {
      doubt ??= { why: "it may be there already, by this key", offset: property.getStart() };
    } else members.set(name, property);
  }
  return doubt;
}

/** The name of a member, unless it is computed from anything but a text. */
function nameOf(property: Exclude<ObjectLiteralElementLike, { getExpression(): Expression }>) {
  const name = property.getNameNode().compilerNode;
  const node = ts.isComputedPropertyName(name) ? name.expression : name;
  if (ts.isIdentifier(node)) return node === name ? node.text : undefined;
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) ? node.text : undefined;
}

/** Where members are added, or the whole is replaced, after the declaration. */
function findChange(source: SourceFile, names: ReadonlySet<string>): Obstacle | undefined {
  const change = identifiersIn(source).find((each) => names.has(each.getText()) && changes(each));
  return change && { why: "the object of hooks is changed here", offset: change.getStart() };
}

function changes(identifier: Node): boolean {
  const parent = identifier.getParent();
  if (Node.isCallExpression(parent) && parent.getArguments()[0] === identifier) {
    return /^(?:Object|Reflect)\.(?:assign|define|set)/.test(parent.getExpression().getText());
  }
  let target = identifier;
  for (let outer = parent; isAccessTo(target, outer); outer = outer.getParent()) target = outer;
  const assignment = target.getParent();
  if (!Node.isBinaryExpression(assignment) || assignment.getLeft() !== target) return false;
  const operator = assignment.getOperatorToken().getKind();
  return operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment;
}

function isAccessTo(target: Node, outer: Node | undefined): outer is Expression {
  const isAccess =
    Node.isPropertyAccessExpression(outer) ||
    Node.isElementAccessExpression(outer) ||
    Node.isParenthesizedExpression(outer) ||
    Node.isAsExpression(outer) ||
    Node.isNonNullExpression(outer);
  return isAccess && outer.getExpression() === target;
}
