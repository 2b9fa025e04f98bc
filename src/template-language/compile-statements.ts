import type { Code, Identifier } from "../code/code-kit.js";
import {
  arrow,
  assign,
  binary,
  block,
  call,
  comment,
  identifier,
  ifElse,
  ifStatement,
  key,
} from "../code/code-kit.js";
import { lines, lit, literalType, name, object, ts } from "../code/code-kit.js";
import { ExpressionCompiler, SHARED_TURN } from "./compile-expression.js";
import type { LoopScope } from "./compile-scope.js";
import type { CompileOptions } from "./compile-template.js";
import { type Compiled, present, printed } from "./compiled.js";
import { hasEffects, mayYieldNothing } from "./effects.js";
import type { VariableUse } from "./find-variables.js";
import { codesOf, functionBody, type Line } from "./function-body.js";
import type { LocalNames } from "./local-names.js";
import type { Branch, Expression, Reference, Span, Statement, Template } from "./syntax-tree.js";

type Run = readonly Extract<Statement, { readonly kind: "text" | "print" }>[];

/** Compiles statements, with the directives that they come from as comments above them. */
export class StatementCompiler extends ExpressionCompiler {
  readonly #source: string;
  /** Constants of whose values the type depends on variables that change in loops. */
  readonly #changing = new Set<Identifier>();

  constructor(source: string, use: VariableUse, names: LocalNames, options: CompileOptions) {
    super(use, names, options);
    this.#source = source;
  }

  statements(template: Template): readonly Line[] {
    const compiled: Line[] = [];
    let run: Run[number][] = [];
    const flush = () => {
      for (const line of this.#printRun(run)) compiled.push(line);
      run = [];
    };
    for (const statement of template) {
      if (statement.kind === "text" || statement.kind === "print") {
        run.push(statement);
        continue;
      }
      flush();
      compiled.push(...this.#statement(statement));
      if (compiled.at(-1)?.ends === true) return compiled;
    }
    flush();
    return compiled;
  }

  /** One statement for each line of the template, so that a changed line is a changed line. */
  #printRun(run: Run): readonly Line[] {
    const rows: (readonly (string | Code)[])[] = [];
    let row: (string | Code)[] = [];
    for (const statement of run) {
      if (statement.kind === "print") {
        const value = this.reference(statement.reference);
        if (value !== undefined) row.push(printed(value, () => this.runtime("text", "text")));
        continue;
      }
      for (const piece of statement.text.split(/(?<=\n)/)) {
        row.push(piece);
        if (piece.endsWith("\n")) {
          rows.push(row);
          row = [];
        }
      }
    }
    if (row.length > 0) rows.push(row);
    return rows.map((pieces) => printing(pieces));
  }

  #statement(statement: Exclude<Statement, { readonly kind: "text" | "print" }>): readonly Line[] {
    switch (statement.kind) {
      case "set":
        return this.#set(statement.target, statement.value, statement);
      case "if":
        return [this.#if(statement.branches, statement.otherwise)];
      case "foreach":
        return this.#foreach(statement);
      case "define":
        return this.#define(statement);
      case "break":
        return [this.#break(statement.loop, statement)];
      case "stop":
        // Velocity ends the whole template from wherever it is; a function ends itself alone.
        if (this.functionsAround > 0) this.find("unsupported-stop", statement);
        return [{ code: this.#said(statement, ts`return out;`), ends: true }];
    }
  }

  #set(target: Reference, value: Expression, span: Span): readonly Line[] {
    const [compiled, mentioned] = this.mentioning(() => this.expression(value));
    const isKept = mayYieldNothing(value);
    const last = target.steps.at(-1);
    if (last !== undefined) {
      if (last.kind === "method") {
        this.find("template-without-effect", span);
        return this.#run(value, compiled, span);
      }
      const holder = this.reference({ ...target, steps: target.steps.slice(0, -1) });
      if (holder === undefined) return this.#run(value, compiled, span);
      const [setter, at] =
        last.kind === "property"
          ? (["setProperty", lit(last.name)] as const)
          : (["setIndex", this.expression(last.index).code] as const);
      const set = this.runtime(setter, "access");
      const found = name(identifier("value"));
      const code = call(set, [holder.code, at, isKept ? found : compiled.code]);
      const statement = isKept
        ? block([
            ts`${assign(ts`const ${found}`, compiled.code)};`,
            ifStatement(binary("!==", [found, lit(null)]), ts`${code};`),
          ])
        : ts`${code};`;
      return [{ code: this.#said(span, statement), isPlain: true }];
    }
    if (!this.use.read.has(target.name)) return this.#run(value, compiled, span);
    return [this.#assign(target.name, compiled, mentioned, span, isKept)];
  }

  /** A value that nothing is done with. */
  #run(value: Expression, { code }: Compiled, span: Span): readonly Line[] {
    return hasEffects(value) ? [{ code: this.#said(span, ts`${code};`), isPlain: true }] : [];
  }

  /** @param isKept whether the variable keeps what it holds where there is nothing to set it to */
  #assign(
    variable: string,
    value: Compiled,
    mentioned: ReadonlySet<Identifier>,
    span: Span,
    isKept: boolean,
  ): Line {
    const local = this.localOf(variable);
    const assigned = this.mention(local);
    const loop = this.loops.findLast((each) => each.variable === variable);
    if (loop !== undefined) {
      loop.isSet = true;
      loop.usesItem = true;
    }
    const isConstant = this.use.constants.has(variable) && loop === undefined;
    const kind = value.kind === "nullable" && !isKept ? "value" : value.kind;
    if (isConstant) this.known.set(variable, { ...value, kind });
    const kept = isConstant ? value.code : binary("??", [value.code, assigned]);
    const isCircular = isConstant && this.#mayBeCircular(mentioned);
    // Of a union TypeScript still asks which of its types it is.
    if (isCircular && kind !== "string") this.#changing.add(local);
    const type = isCircular ? ts`: ${this.#typeOf(kind)}` : ts``;
    const target = isConstant ? ts`const ${assigned}${type}` : assigned;
    const code = ts`${assign(target, isKept ? kept : present(value))};`;
    return { code: this.#said(span, code), isPlain: true };
  }

  /**
   * Whether the type of what is declared may depend on itself, for TypeScript: what it is made of may
   * have been made of it in an earlier turn.
   */
  #mayBeCircular(mentioned: ReadonlySet<Identifier>): boolean {
    if (this.loops.length === 0 || mentioned.size === 0) return false;
    if (mentioned.has(SHARED_TURN)) return true;
    if ([...mentioned].some((local) => this.#changing.has(local))) return true;
    const changing = [...this.use.changing].filter((variable) => this.use.read.has(variable));
    return changing.some((variable) => mentioned.has(this.localOf(variable)));
  }

  #typeOf(kind: Compiled["kind"]): Code {
    if (kind === "string") return ts`string`;
    return kind === "boolean" ? ts`boolean` : this.runtimeType("Value", "value");
  }

  #if(branches: readonly Branch[], otherwise: Template): Line {
    const [first, ...others] = branches;
    if (first === undefined) return { code: ts`` };
    const test = this.condition(first.condition);
    const body = this.#branch(test, first.body);
    if (others.length === 0 && otherwise.length === 0 && body.length === 1 && isShort(first.body)) {
      return { code: this.#said(first, ifStatement(test.code, lines(codesOf(body)))) };
    }
    const rest = this.given(test, "whenFalse", () => this.#else(others, otherwise));
    return { code: this.#said(first, ifElse(test.code, codesOf(body), rest)) };
  }

  #else([first, ...others]: readonly Branch[], otherwise: Template): Code | undefined {
    if (first === undefined) {
      return otherwise.length === 0 ? undefined : block(codesOf(this.statements(otherwise)));
    }
    const test = this.condition(first.condition);
    const body = [comment(this.#written(first)), ...codesOf(this.#branch(test, first.body))];
    const rest = this.given(test, "whenFalse", () => this.#else(others, otherwise));
    return ifElse(test.code, body, rest);
  }

  #branch(test: Compiled, template: Template): readonly Line[] {
    const body = this.given(test, "whenTrue", () => this.statements(template));
    if (body.at(-1)?.ends === true) this.leftBy(test);
    return body;
  }

  #foreach(statement: Extract<Statement, { readonly kind: "foreach" }>): readonly Line[] {
    const [list, mentioned] = this.mentioning(() => this.expression(statement.list).code);
    const parent = this.use.hasBlocks ? identifier("turn") : this.loops.at(-1)?.name;
    const args = this.use.usesLoops && parent !== undefined ? [list, name(parent)] : [list];
    const turns = call(this.runtime("each", "each"), args);
    const isCircular = this.#mayBeCircular(mentioned);
    return this.inLoop(statement.variable, (loop) => {
      const body = codesOf(this.statements(statement.body));
      const isRead = this.use.read.has(loop.variable);
      const { head, start } = this.use.hasBlocks
        ? sharedLoop(loop, isRead)
        : this.keepsLoops
          ? wholeLoop(loop)
          : plainLoop(loop);
      const label = loop.isLabelled ? ts`${name(labelOf(loop))}: ` : ts``;
      const keyword = loop.isSet && !this.keepsLoops ? ts`let` : ts`const`;
      // The names that a loop declares hide those of its list, which may also set what they keep.
      const hides = this.use.hasBlocks
        ? mentioned.has(loop.local) && hasEffects(statement.list)
        : this.keepsLoops
          ? isCircular
          : declaredBy(loop).some((each) => mentioned.has(each));
      const from = hides ? name(turnsOf(loop)) : turns;
      const code = ts`${label}for (${keyword} ${head} of ${from}) ${block([...start, ...body])}`;
      const opening = hides ? [ts`${assign(ts`const ${from}`, turns)};`] : [];
      const whole = this.use.hasBlocks ? this.#restored(code, loop, isRead) : code;
      return [{ code: this.#said(statement, lines([...opening, whole])) }];
    });
  }

  /** A loop with what its variables were before it. */
  #restored(code: Code, loop: LoopScope, isRead: boolean): Code {
    const item = isRead ? ts`item: ${name(loop.local)}, ` : ts``;
    // In a loop, TypeScript cannot tell the type of what the variable is given back at its end.
    const isTyped = isRead && loop.depth > 1;
    const type = isTyped ? ts`: ${this.runtimeType("LoopState", "each")}` : ts``;
    const before = ts`const ${name(beforeOf(loop))}${type} = { ${item}turn };`;
    return lines([before, code, ...restoring(loop, isRead)]);
  }

  #define(statement: Extract<Statement, { readonly kind: "define" }>): readonly Line[] {
    if (!this.use.read.has(statement.name)) return [];
    const [body, mentioned] = this.mentioning(() =>
      this.apart(() => this.statements(statement.body)),
    );
    const render = arrow([], block(functionBody(body)));
    const made = call(ts`new ${this.runtime("Block", "block")}`, [
      literalType(`$${statement.name}`),
      render,
    ]);
    const value = { code: made, kind: "value" } as const;
    return [this.#assign(statement.name, value, mentioned, statement, false)];
  }

  #break(loop: Expression | undefined, span: Span): Line {
    const depth = loop === undefined ? 0 : parentsIn(loop);
    if (depth === undefined) this.find("template-without-effect", span);
    const within = this.loops.slice(this.loopsAround ?? 0);
    const target = depth === undefined ? undefined : within.at(-1 - depth);
    if (target === undefined) {
      const left = this.loopsAround === undefined ? [] : this.#restoring(within);
      return { code: this.#said(span, lines([...left, ts`return out;`])), ends: true };
    }
    if (depth === 0) return { code: this.#said(span, ts`break;`), ends: true };
    target.isLabelled = true;
    const left = this.#restoring(within.slice(within.indexOf(target) + 1));
    const code = lines([...left, ts`break ${name(labelOf(target))};`]);
    return { code: this.#said(span, code), ends: true };
  }

  /** Gives the variables of loops that are left at once what they had before. */
  #restoring(loops: readonly LoopScope[]): readonly Code[] {
    if (!this.use.hasBlocks) return [];
    return loops.toReversed().flatMap((loop) => restoring(loop, this.use.read.has(loop.variable)));
  }

  protected override inFunction(template: Template): Code {
    const body = this.apart(() => this.statements(template));
    return ts`(${arrow([], block(functionBody(body)))})()`;
  }

  #said(span: Span, code: Code): Code {
    return lines([comment(this.#written(span)), code]);
  }

  #written({ start, end }: Span): string {
    return this.#source.slice(start, end);
  }
}

/** A loop of whose turns only some members are used. */
function plainLoop(loop: LoopScope): LoopHead {
  const item = loop.usesItem ? [[key("item"), name(loop.local)] as const] : [];
  const counters = [...loop.counters].toSorted().map((counter) => key(counter));
  const used = [...item, ...counters];
  return { head: used.length === 0 ? ts`_turn` : object(used), start: [] };
}

/** A loop whose turns are used as objects. */
function wholeLoop(loop: LoopScope): LoopHead {
  const keyword = loop.isSet ? ts`let` : ts`const`;
  const start = loop.usesItem
    ? [ts`${keyword} ${name(loop.local)} = ${name(loop.name)}.item;`]
    : [];
  return { head: name(loop.name), start };
}

/** A loop whose variables blocks may read from outside: those of the whole function. */
function sharedLoop({ local, depth }: LoopScope, isRead: boolean): LoopHead {
  const next = name(identifier(`turn${depth}`));
  const item = isRead ? [ts`${name(local)} = ${next}.item;`] : [];
  return { head: next, start: [ts`turn = ${next};`, ...item] };
}

function restoring(loop: LoopScope, isRead: boolean): readonly Code[] {
  const before = name(beforeOf(loop));
  const item = isRead ? [ts`${name(loop.local)} = ${before}.item;`] : [];
  return [...item, ts`turn = ${before}.turn;`];
}

function beforeOf({ number }: LoopScope): Identifier {
  return identifier(`before${number}`);
}

interface LoopHead {
  readonly head: Code;
  readonly start: readonly Code[];
}

/** What the head of a plain loop declares. */
function declaredBy({ usesItem, local, counters }: LoopScope): readonly Identifier[] {
  return [...(usesItem ? [local] : []), ...[...counters].map((counter) => identifier(counter))];
}

/** What the turns of a loop are called where its head cannot make them. */
function turnsOf({ number }: LoopScope): Identifier {
  return identifier(`turns${number}`);
}

function labelOf({ depth }: LoopScope): Identifier {
  return identifier(`outer${depth}`);
}

/** Whether a body is no more than a text or a reference. */
function isShort([only]: Template): boolean {
  return only?.kind === "text" || only?.kind === "print";
}

function printing(pieces: readonly (string | Code)[]): Line {
  const operands: Code[] = [];
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else {
      if (text !== "") operands.push(lit(text));
      operands.push(piece);
      text = "";
    }
  }
  if (text !== "") operands.push(lit(text));
  const sum = binary("+", operands.length === 0 ? [lit("")] : operands);
  return { code: ts`${assign(ts`out`, sum, "+=")};`, printed: sum };
}

/** How many loops further out `$foreach.parent` leads; undefined if this is none. */
function parentsIn(loop: Expression): number | undefined {
  if (loop.kind !== "reference" || loop.reference.name !== "foreach") return undefined;
  const { steps } = loop.reference;
  const areParents = steps.every((step) => step.kind === "property" && step.name === "parent");
  return areParents ? steps.length : undefined;
}
