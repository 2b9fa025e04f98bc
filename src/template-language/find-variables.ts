import { mayYieldNothing } from "./effects.js";
import type { Expression, Reference, Template } from "./syntax-tree.js";

/** How a template uses its variables. */
export interface VariableUse {
  /** Set once, in a block that everything which reads it stands in, further down. */
  readonly constants: ReadonlySet<string>;
  /** All others that are set, or that a loop gives values to where blocks may read those. */
  readonly variables: readonly string[];
  /** Those that hold, in a turn of a loop, what another turn may have given them. */
  readonly changing: ReadonlySet<string>;
  /** Read anywhere. */
  readonly read: ReadonlySet<string>;
  /** Whether a `#define` may read a loop's variables from outside the loop. */
  readonly hasBlocks: boolean;
  /** Whether a loop is used as more than its own counters. */
  readonly usesLoops: boolean;
}

/** What `$foreach` says of its own loop. */
export const COUNTERS: ReadonlySet<string> = new Set([
  "index",
  "count",
  "hasNext",
  "first",
  "last",
]);

/**
 * Goes through a template in the order of its text, which is that of what it does at the top.
 * @param given variables that have values before it begins
 */
export function findVariables(template: Template, given: ReadonlySet<string>): VariableUse {
  const read = new Set<string>();
  const set = new Map<string, number>();
  /** The block in which a variable is set first, as the blocks around it and itself. */
  const setIn = new Map<string, readonly object[]>();
  let blocks: readonly object[] = [];
  /** Bodies around: a block may also run within itself, so that nothing which it sets is constant. */
  let defines = 0;
  let loops = 0;
  const late = new Set<string>();
  const looped = new Set<string>();
  const setInLoops = new Set<string>();
  let hasBlocks = false;
  let usesLoops = false;

  const definesAround = new Map<string, number>();
  const visitSet = (name: string, mayKeep: boolean) => {
    set.set(name, (set.get(name) ?? 0) + 1);
    if (read.has(name) || defines > 0 || (mayKeep && loops > 0)) late.add(name);
    if (loops > 0) setInLoops.add(name);
    if (!definesAround.has(name)) definesAround.set(name, defines);
    if (!setIn.has(name)) setIn.set(name, blocks);
  };
  /** Whether it may be read where it is not set, or when it is set to something else. */
  const isOutside = (name: string) => {
    const around = setIn.get(name) ?? [];
    const isInDefine = defines > (definesAround.get(name) ?? defines);
    return (
      (isInDefine && around.length > 0) || around.some((each, depth) => blocks[depth] !== each)
    );
  };
  const visitReference = ({ name, steps }: Reference) => {
    read.add(name);
    if (isOutside(name)) late.add(name);
    const [first] = steps;
    if (name === "foreach" && !(first?.kind === "property" && COUNTERS.has(first.name))) {
      usesLoops = true;
    }
    for (const step of steps) {
      if (step.kind === "method") step.args.forEach(visitExpression);
      else if (step.kind === "index") visitExpression(step.index);
    }
  };
  const visitExpression = (expression: Expression): void => {
    switch (expression.kind) {
      case "reference":
        visitReference(expression.reference);
        break;
      case "interpolated":
        visitBlock(expression.template);
        break;
      case "list":
        expression.items.forEach(visitExpression);
        break;
      case "range":
        visitExpression(expression.first);
        visitExpression(expression.last);
        break;
      case "map":
        expression.entries.flat().forEach(visitExpression);
        break;
      case "not":
        visitExpression(expression.operand);
        break;
      case "binary":
        visitExpression(expression.left);
        visitExpression(expression.right);
        break;
      default:
    }
  };
  const visitBlock = (statements: Template): void => {
    const outer = blocks;
    blocks = [...outer, statements];
    visitTemplate(statements);
    blocks = outer;
  };
  const visitTemplate = (statements: Template): void => {
    for (const statement of statements) {
      switch (statement.kind) {
        case "print":
          visitReference(statement.reference);
          break;
        case "set":
          visitExpression(statement.value);
          if (statement.target.steps.length > 0) visitReference(statement.target);
          else visitSet(statement.target.name, mayYieldNothing(statement.value));
          break;
        case "if":
          for (const { condition, body } of statement.branches) {
            visitExpression(condition);
            visitBlock(body);
          }
          visitBlock(statement.otherwise);
          break;
        case "foreach":
          visitExpression(statement.list);
          looped.add(statement.variable);
          loops += 1;
          visitBlock(statement.body);
          loops -= 1;
          break;
        case "define":
          hasBlocks = true;
          defines += 1;
          visitBlock(statement.body);
          defines -= 1;
          visitSet(statement.name, false);
          break;
        case "break":
        case "stop":
        case "text":
      }
    }
  };
  visitTemplate(template);

  const names = new Set([...given, ...set.keys(), ...(hasBlocks ? looped : [])]);
  const isConstant = (name: string) =>
    set.get(name) === 1 && !late.has(name) && !given.has(name) && !(hasBlocks && looped.has(name));
  const changing = new Set([...setInLoops, ...(hasBlocks ? looped : [])]);
  return {
    constants: new Set([...names].filter(isConstant)),
    variables: [...names].filter((name) => !isConstant(name)),
    changing: new Set([...changing].filter((name) => !isConstant(name) || looped.has(name))),
    read,
    hasBlocks,
    usesLoops,
  };
}
