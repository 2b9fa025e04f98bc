import { METHODS, PATTERN_METHODS } from "../../templates/runtime/velocity/method-names.js";
import type { Code } from "../code/code-kit.js";
import {
  array,
  binary,
  call,
  identifier,
  type Identifier,
  lit,
  member,
  name,
  ts,
} from "../code/code-kit.js";
import { type Compiled, present, printed } from "./compiled.js";
import { COUNTERS, type VariableUse } from "./find-variables.js";
import type { CompileOptions, Finding } from "./compile-template.js";
import type { Line } from "./function-body.js";
import type { LocalNames } from "./local-names.js";
import { ARITHMETIC, RELATIONS } from "./operator-functions.js";
import { INPUT_METHODS, UTIL_METHODS } from "./methods.js";
import type { Expression, Reference, Span, Step, Template } from "./syntax-tree.js";

/** A loop around what is being compiled. */
export interface LoopScope {
  readonly variable: string;
  readonly local: Identifier;
  readonly depth: number;
  /** One that no other loop has. */
  readonly number: number;
  /** What a turn is called where it is needed as a whole. */
  readonly name: Identifier;
  /** Which of its counters are read. */
  readonly counters: Set<string>;
  usesItem: boolean;
  /** Whether the template sets the loop's variable in it. */
  isSet: boolean;
  isLabelled: boolean;
}

const ROOTS = ["input", "util", "context", "stageVariables"];

/** Compiles references and expressions, and keeps what a template's function needs for them. */
export abstract class ExpressionCompiler {
  readonly findings: Finding[] = [];
  /** The members of the scope that are used. */
  readonly roots = new Set<string>();
  protected readonly use: VariableUse;
  /** How many functions within the template's own are around what is compiled. */
  protected functionsAround = 0;
  /** What is known of the constants. */
  protected readonly kinds = new Map<string, Compiled["kind"]>();
  protected loops: readonly LoopScope[] = [];
  /** How many of the loops are around the function that is being compiled, which it cannot leave. */
  protected loopsAround: number | undefined;
  #mentioned = new Set<Identifier>();
  #loopCount = 0;
  readonly #names: LocalNames;
  readonly #options: CompileOptions;

  constructor(use: VariableUse, names: LocalNames, options: CompileOptions) {
    this.use = use;
    this.#names = names;
    this.#options = options;
  }

  abstract statements(template: Template): readonly Line[];

  protected runtime(exported: string, file: string): Code {
    return this.#options.runtime(exported, `velocity/${file}`);
  }

  protected find(code: Finding["code"], { start, end }: Span): void {
    this.findings.push({ code, start, end });
  }

  protected localOf(variable: string): Identifier {
    return this.#names.of(variable);
  }

  /** Whether `$foreach` is kept as an object, rather than as those of its counters that are read. */
  protected get keepsLoops(): boolean {
    return this.use.hasBlocks || this.use.usesLoops;
  }

  /** Runs `compile` inside one more loop. */
  protected inLoop<Result>(variable: string, compile: (loop: LoopScope) => Result): Result {
    const outer = this.loops;
    const depth = outer.length + 1;
    const loopName = identifier(depth === 1 || this.use.hasBlocks ? "turn" : `turn${depth}`);
    this.#loopCount += 1;
    const scope = { variable, local: this.localOf(variable), depth, name: loopName };
    const loop = {
      ...scope,
      number: this.#loopCount,
      counters: new Set<string>(),
      usesItem: false,
      isSet: false,
      isLabelled: false,
    };
    this.loops = [...outer, loop];
    const result = compile(loop);
    this.loops = outer;
    return result;
  }

  /** Runs `compile` for a function of its own, which cannot leave the loops around it. */
  protected apart<Result>(compile: () => Result): Result {
    const outer = this.loopsAround;
    this.loopsAround = this.loops.length;
    this.functionsAround += 1;
    const result = compile();
    this.functionsAround -= 1;
    this.loopsAround = outer;
    return result;
  }

  /** Also says which locals the code of `compile` mentions. */
  protected mentioning<Result>(
    compile: () => Result,
  ): readonly [Result, mentioned: ReadonlySet<Identifier>] {
    const outer = this.#mentioned;
    const mentioned = new Set<Identifier>();
    this.#mentioned = mentioned;
    const result = compile();
    this.#mentioned = outer;
    for (const each of mentioned) outer.add(each);
    return [result, mentioned];
  }

  protected mention(local: Identifier): Code {
    this.#mentioned.add(local);
    return name(local);
  }

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
      const kind = this.kinds.get(variable) ?? "value";
      return { code: this.mention(this.localOf(variable)), kind };
    }
    if (!this.keepsLoops) return undefined;
    const turn = this.use.hasBlocks
      ? SHARED_TURN
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
      return this.#steps({ code: ts`${code}.body`, kind: "string" }, rest);
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
      return call(this.runtime("index", "access"), [target, this.expression(step.index).code]);
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
        return { code: lit(expression.text), kind: "string" };
      case "interpolated":
        return { code: this.#interpolated(expression.template), kind: "string" };
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
      case "list": {
        const items = expression.items.map((item) => present(this.expression(item)));
        const list = this.runtime("ArrayList", "value");
        // `of()` would be a list of what TypeScript cannot know.
        const made = items.length === 0 ? ts`new ${list}` : ts`${list}.of`;
        return { code: call(made, items), kind: "value" };
      }
      case "range": {
        const bounds = [expression.first, expression.last].map(
          (each) => this.expression(each).code,
        );
        return { code: call(this.runtime("range", "range"), bounds), kind: "nullable" };
      }
      case "map":
        return { code: this.#map(expression.entries), kind: "value" };
      case "not": {
        return { code: ts`!${this.condition(expression.operand)}`, kind: "boolean" };
      }
      case "binary":
        return this.#binary(expression);
    }
  }

  /**
   * Whether an expression counts as true. A reference does unless it is false, also where it leads to
   * nothing; of all else, only comparisons and the like can: Velocity 1.7 asks nothing of literals.
   */
  protected condition(expression: Expression): Code {
    const { code, kind } = this.expression(expression);
    if (kind === "boolean") return code;
    if (expression.kind === "reference") return call(this.runtime("truthy", "compare"), [code]);
    this.find("never-true", expression);
    return lit(false);
  }

  #binary({ operator, left, right }: Extract<Expression, { readonly kind: "binary" }>): Compiled {
    if (operator === "&&" || operator === "||") {
      const conditions = [left, right].map((each) => this.condition(each));
      return { code: binary(operator, conditions), kind: "boolean" };
    }
    const sides = [left, right].map((each) => this.expression(each));
    const operands = sides.map(({ code }) => code);
    switch (operator) {
      case "==":
      case "!=": {
        const areTexts = sides.every(({ kind }) => kind === "string");
        if (areTexts)
          return { code: binary(operator === "==" ? "===" : "!==", operands), kind: "boolean" };
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

  #interpolated(template: Template): Code {
    const pieces = template.map((statement) => {
      if (statement.kind === "text") return lit(statement.text);
      if (statement.kind !== "print") return undefined;
      const value = this.reference(statement.reference);
      return value === undefined ? lit("") : printed(value, () => this.runtime("text", "text"));
    });
    const known = pieces.filter((piece) => piece !== undefined);
    const text = known.length === pieces.length ? binary("+", known) : this.inFunction(template);
    // Texts that are doubled again and again would have no end.
    const variables = template.filter((each) => each.kind === "print" && this.#isVariable(each));
    return variables.length > 1 ? call(this.runtime("boundedText", "bounds"), [text]) : text;
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

  #map(entries: readonly (readonly [Expression, Expression])[]): Code {
    const pairs = entries.map((pair) => array(pair.map((each) => present(this.expression(each)))));
    const value = this.#options.runtimeType("Value", "velocity/value");
    return call(ts`new Map<${value}, ${value}>`, pairs.length === 0 ? [] : [array(pairs)]);
  }
}

/** A turn of the loop that runs, for the blocks of `#define`. */
const SHARED_TURN = ts`turn`;

const NOTHING: Compiled = { code: lit(null), kind: "nullable" };

/** Velocity's older names for what `$foreach` says. */
const OLD_COUNTERS: ReadonlyMap<string, string> = new Map([
  ["velocityCount", "count"],
  ["velocityHasNext", "hasNext"],
]);

function counterOf({ name: root }: Reference, step: Step | undefined): string | undefined {
  if (root !== "foreach") return OLD_COUNTERS.get(root);
  return step?.kind === "property" && COUNTERS.has(step.name) ? step.name : undefined;
}
