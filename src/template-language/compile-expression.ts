import { METHODS, PATTERN_METHODS } from "../../templates/runtime/velocity/method-names.js";
import type { Code } from "../code/code-kit.js";
import { array, binary, call, identifier, lit, member, name, ts } from "../code/code-kit.js";
import { type Compiled, NOTHING, present, printed } from "./compiled.js";
import { COUNTERS } from "./find-variables.js";
import { ScopeCompiler } from "./compile-scope.js";
import type { Line } from "./function-body.js";
import { narrowingOf, narrowingOfAll, opposite } from "./narrowing.js";
import { ARITHMETIC, RELATIONS } from "./operator-functions.js";
import { INPUT_METHODS, UTIL_METHODS } from "./methods.js";
import type { Expression, Reference, Step, Template } from "./syntax-tree.js";

const ROOTS = ["input", "util", "context", "stageVariables"];

/** Compiles references and expressions. */
export abstract class ExpressionCompiler extends ScopeCompiler {
  abstract statements(template: Template): readonly Line[];

  /** What a reference leads to; undefined for what there cannot be. */
  reference(reference: Reference): Compiled | undefined {
    const [first, ...rest] = reference.steps;
    const loop = this.loops.at(-1);
    if (loop !== undefined && !this.keepsLoops) {
      const counter = counterOf(reference, first);
      if (counter !== undefined) {
        loop.counters.add(counter);
        const kind = counter === "index" || counter === "count" ? "integer" : "boolean";
        return this.#steps(
          { code: this.mention(identifier(counter)), kind },
          counter === reference.name ? reference.steps : rest,
        );
      }
    }
    const variable = this.#variable(reference.name);
    if (variable !== undefined) return this.#steps(variable, reference.steps);
    if (!ROOTS.includes(reference.name)) {
      this.find("unset-reference", reference);
      return undefined;
    }
    const root = { code: this.#root(reference.name), kind: "value" } as const;
    if (reference.name === "input" || reference.name === "util") {
      return this.#ofRoot(reference.name, root, first, rest);
    }
    return this.#steps(root, reference.steps);
  }

  #root(root: string): Code {
    if (root === "util") return this.runtime("util", "util");
    this.roots.add(root);
    return name(identifier(root));
  }

  /** What a variable of the template's holds before the template sets it, if anything. */
  initial(variable: string): Code | undefined {
    return ROOTS.includes(variable) ? this.#root(variable) : undefined;
  }

  #variable(variable: string): Compiled | undefined {
    const loop = this.loops.findLast((each) => each.variable === variable);
    if (loop !== undefined) loop.usesItem = true;
    if (loop !== undefined || this.use.variables.includes(variable)) {
      return { code: this.mention(this.localOf(variable)), kind: "nullable" };
    }
    if (this.use.constants.has(variable)) {
      const code = this.mention(this.localOf(variable));
      return this.narrowable(variable, { kind: "value", ...this.known.get(variable), code });
    }
    if (!this.keepsLoops) return undefined;
    const turn = this.use.hasBlocks
      ? this.mention(SHARED_TURN)
      : this.loops.map((each) => name(each.name)).at(-1);
    if (turn === undefined) return undefined;
    if (variable === "foreach") return { code: turn, kind: "nullable" };
    const counter = OLD_COUNTERS.get(variable);
    if (counter === undefined) return undefined;
    return { code: this.#property(turn, [lit(counter)]), kind: "nullable" };
  }

  /** `$input` and `$util` have methods of their own, and nothing else; they may be handed on. */
  #ofRoot(
    root: "input" | "util",
    { code }: Compiled,
    step: Step | undefined,
    rest: readonly Step[],
  ): Compiled | undefined {
    if (step === undefined) return { code, kind: "value" };
    if (step.kind === "property" && root === "input" && step.name === "body") {
      const body = this.narrowable("$input.body", { code: ts`${code}.body`, kind: "string" });
      return this.#steps(body, rest);
    }
    const methods = root === "input" ? INPUT_METHODS : UTIL_METHODS;
    const isParams = root === "input" && step.kind === "method" && step.name === "params";
    const count = step.kind === "method" ? step.args.length : 0;
    const isKnown = step.kind === "method" && methods.has(step.name);
    if (!isKnown || !(count === 1 || (isParams && count === 0))) {
      this.find("unknown-template-method", step);
      return undefined;
    }
    const args = step.args.map((each) => this.expression(each));
    const texts = args.map((each) => printed(each, () => this.runtime("text", "text")));
    const given = root === "input" ? texts : args.map(({ code: each }) => each);
    const called = call(ts`${code}${member(step.name)}`, given);
    if (isParams && count === 0) return this.#steps({ code: called, kind: "value" }, rest);
    const isText = step.name !== "path" && step.name !== "parseJson";
    return this.#steps({ code: called, kind: isText ? "string" : "nullable" }, rest);
  }

  /** Properties and indexes that are known come together: one call reads them all. */
  #steps(root: Compiled, steps: readonly Step[]): Compiled {
    let compiled = root;
    let keys: Code[] = [];
    const flush = () => {
      if (keys.length > 0)
        compiled = { code: this.#property(compiled.code, keys), kind: "nullable" };
      keys = [];
    };
    for (const step of steps) {
      if (step.kind === "property") keys.push(lit(step.name));
      else if (step.kind === "index" && step.index.kind === "string")
        keys.push(lit(step.index.text));
      else {
        flush();
        compiled = { code: this.#step(compiled.code, step), kind: "nullable" };
      }
    }
    flush();
    return compiled;
  }

  #step(target: Code, step: Exclude<Step, { readonly kind: "property" }>): Code {
    if (step.kind === "index") {
      return call(this.runtime("itemAt", "access"), [target, this.expression(step.index).code]);
    }
    if (![METHODS, INPUT_METHODS, UTIL_METHODS].some((each) => each.has(step.name))) {
      this.find("unknown-template-method", step);
    }
    const args = array(step.args.map((each) => this.expression(each).code));
    if (PATTERN_METHODS.has(step.name)) {
      return call(this.runtime(step.name, "pattern-methods"), [target, args]);
    }
    return call(this.runtime("invoke", "invoke"), [target, lit(step.name), args]);
  }

  #property(target: Code, keys: readonly Code[]): Code {
    return call(this.runtime("property", "access"), [target, ...keys]);
  }

  /** An expression; a reference to what there cannot be is null. */
  expression(expression: Expression): Compiled {
    switch (expression.kind) {
      case "reference":
        return this.reference(expression.reference) ?? NOTHING;
      case "string":
        return oneText(expression.text);
      case "interpolated":
        return this.#interpolated(expression.template);
      case "integer":
        return Number.isSafeInteger(Number(expression.digits))
          ? { code: lit(Number(expression.digits)), kind: "integer" }
          : { code: call(ts`BigInt`, [lit(expression.digits)]), kind: "integer" };
      case "float":
        return { code: this.#float(expression.value), kind: "value" };
      case "boolean":
        return { code: lit(expression.value), kind: "boolean" };
      case "nothing":
        return NOTHING;
      case "list":
        return { code: this.#list(expression.items), kind: "value" };
      case "range": {
        const bounds = [expression.first, expression.last].map(
          (each) => this.expression(each).code,
        );
        return { code: call(this.runtime("range", "range"), bounds), kind: "nullable" };
      }
      case "map":
        return { code: this.#map(expression.entries), kind: "value" };
      case "not":
        return this.#not(expression.operand);
      case "binary":
        return this.#binary(expression);
    }
  }

  /**
   * Whether an expression counts as true. A reference does unless it is false, also where it leads to
   * nothing; of all else, only comparisons and the like can: Velocity 1.7 asks nothing of literals.
   */
  protected condition(expression: Expression): Compiled {
    const compiled = this.expression(expression);
    const isBoolean = compiled.kind === "boolean";
    if (isBoolean && expression.kind !== "boolean") return compiled;
    const canBeTrue = isBoolean || expression.kind === "reference";
    if (!canBeTrue) this.find("never-true", expression);
    // A literal alone would be taken for a mistake, and what it decides for code that never runs.
    const value = canBeTrue ? compiled.code : lit(false);
    return { code: call(this.runtime("truthy", "compare"), [value]), kind: "boolean" };
  }

  #not(operand: Expression): Compiled {
    if (operand.kind === "not") return this.condition(operand.operand);
    if (operand.kind === "binary" && operand.operator === "!=") {
      return this.#binary({ ...operand, operator: "==" });
    }
    const { code, narrows } = this.condition(operand);
    return { code: ts`!${code}`, kind: "boolean", narrows: narrows && opposite(narrows) };
  }

  #binary({ operator, left, right }: Extract<Expression, { readonly kind: "binary" }>): Compiled {
    if (operator === "&&" || operator === "||") {
      const first = this.condition(left);
      const outcome = operator === "&&" ? "whenTrue" : "whenFalse";
      const conditions = [first, this.given(first, outcome, () => this.condition(right))];
      const code = binary(
        operator,
        conditions.map((each) => each.code),
      );
      return { code, kind: "boolean", narrows: narrowingOfAll(conditions) };
    }
    const sides = [left, right].map((each) => this.expression(each));
    const operands = sides.map(({ code }) => code);
    switch (operator) {
      case "==":
      case "!=": {
        const areTexts = sides.every(({ kind }) => kind === "string");
        // Of two texts that it knows, TypeScript says that they cannot be equal.
        if (areTexts && sides.some(({ isOneText }) => isOneText !== true)) {
          const code = binary(operator === "==" ? "===" : "!==", operands);
          return { code, kind: "boolean", narrows: narrowingOf(operator, sides) };
        }
        const equal = call(this.runtime("equal", "compare"), operands);
        return { code: operator === "==" ? equal : ts`!${equal}`, kind: "boolean" };
      }
      case "<":
      case "<=":
      case ">":
      case ">=":
        return {
          code: call(this.runtime(RELATIONS[operator], "compare"), operands),
          kind: "boolean",
        };
      default:
        return {
          code: call(this.runtime(ARITHMETIC[operator], "arithmetic"), operands),
          kind: "nullable",
        };
    }
  }

  #interpolated(template: Template): Compiled {
    // Texts that are doubled again and again would have no end.
    const variables = template.filter((each) => each.kind === "print" && this.#isVariable(each));
    const bounded = (code: Code): Compiled => ({
      code: variables.length > 1 ? call(this.runtime("boundedText", "bounds"), [code]) : code,
      kind: "string",
    });
    if (!template.every(isPrinted)) return bounded(this.inFunction(template));
    const pieces = template
      .map((statement) =>
        statement.kind === "text" ? oneText(statement.text) : this.#inText(statement.reference),
      )
      .filter((piece) => piece !== undefined);
    const [only = oneText(""), ...others] = pieces;
    if (others.length === 0) return only;
    return bounded(
      binary(
        "+",
        pieces.map(({ code }) => code),
      ),
    );
  }

  /** What a reference prints; undefined for what there cannot be. */
  #inText(reference: Reference): Compiled | undefined {
    const value = this.reference(reference);
    if (value === undefined || value.kind === "string") return value;
    return { code: printed(value, () => this.runtime("text", "text")), kind: "string" };
  }

  #isVariable({ reference: { name: variable } }: { readonly reference: Reference }): boolean {
    return this.use.constants.has(variable) || this.use.variables.includes(variable);
  }

  /** The text that a part of a template renders, where only an expression may stand. */
  protected abstract inFunction(template: Template): Code;

  #float(value: number): Code {
    if (!Number.isFinite(value)) return value < 0 ? ts`-Infinity` : ts`Infinity`;
    if (!Number.isInteger(value)) return lit(value);
    return call(ts`new ${this.runtime("Double", "value")}`, [lit(value)]);
  }

  /** TypeScript would take a list for one of what its first items are. */
  #list(expressions: readonly Expression[]): Code {
    const list = this.runtime("ArrayList", "value");
    const items = expressions.map((item) => this.expression(item));
    if (items.length === 0) return call(ts`new ${list}`, []);
    const types = new Set(expressions.map(typeOfLiteral));
    const isUniform = types.size === 1 && !types.has(undefined);
    const of = isUniform ? ts`${list}.of` : ts`${list}.of<${this.runtimeType("Value", "value")}>`;
    return call(
      of,
      items.map((item) => present(item)),
    );
  }

  #map(entries: readonly (readonly [Expression, Expression])[]): Code {
    const pairs = entries.map((pair) => array(pair.map((each) => present(this.expression(each)))));
    const value = this.runtimeType("Value", "value");
    return call(ts`new Map<${value}, ${value}>`, pairs.length === 0 ? [] : [array(pairs)]);
  }
}

/** A turn of the loop that runs, for the blocks of `#define`. */
export const SHARED_TURN = identifier("turn");

/** Velocity's older names for what `$foreach` says. */
const OLD_COUNTERS: ReadonlyMap<string, string> = new Map([
  ["velocityCount", "count"],
  ["velocityHasNext", "hasNext"],
]);

/** A name for the type of what has the same wherever it stands. */
function typeOfLiteral(expression: Expression): string | undefined {
  const { kind } = expression;
  if (kind === "integer")
    return Number.isSafeInteger(Number(expression.digits)) ? "number" : "bigint";
  return kind === "string" || kind === "boolean" || kind === "map" ? kind : undefined;
}

function oneText(text: string): Compiled {
  return { code: lit(text), kind: "string", isOneText: true };
}

function isPrinted(
  statement: Template[number],
): statement is Extract<Template[number], { readonly kind: "text" | "print" }> {
  return statement.kind === "text" || statement.kind === "print";
}

function counterOf({ name: root }: Reference, step: Step | undefined): string | undefined {
  if (root !== "foreach") return OLD_COUNTERS.get(root);
  return step?.kind === "property" && COUNTERS.has(step.name) ? step.name : undefined;
}
