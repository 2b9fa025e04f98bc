import type { Code } from "../code/code-kit.js";
import { identifier, type Identifier, name } from "../code/code-kit.js";
import type { Compiled } from "./compiled.js";
import type { CompileOptions, Finding } from "./compile-template.js";
import type { VariableUse } from "./find-variables.js";
import type { LocalNames } from "./local-names.js";
import type { Narrowing } from "./narrowing.js";
import type { Span } from "./syntax-tree.js";

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

/** Keeps what is around the code that is compiled, and what a template's function needs for it. */
export abstract class ScopeCompiler {
  readonly findings: Finding[] = [];
  /** The members of the scope that are used. */
  readonly roots = new Set<string>();
  protected readonly use: VariableUse;
  /** How many functions within the template's own are around what is compiled. */
  protected functionsAround = 0;
  /** What is known of the constants. */
  protected readonly known = new Map<string, Compiled>();
  protected loops: readonly LoopScope[] = [];
  /** How many of the loops are around the function that is being compiled, which it cannot leave. */
  protected loopsAround: number | undefined;
  #mentioned = new Set<Identifier>();
  /** The constants that are one text here, by conditions before and around it. */
  #narrowed: ReadonlySet<string> = new Set();
  /** Those that may be so in all that follows. */
  readonly #narrowedSince = new Set<string>();
  #loopCount = 0;
  readonly #names: LocalNames;
  readonly #options: CompileOptions;

  constructor(use: VariableUse, names: LocalNames, options: CompileOptions) {
    this.use = use;
    this.#names = names;
    this.#options = options;
  }

  protected runtime(exported: string, file: string): Code {
    return this.#options.runtime(exported, `velocity/${file}`);
  }

  protected runtimeType(exported: string, file: string): Code {
    return this.#options.runtimeType(exported, `velocity/${file}`);
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

  /** Compiles what follows from a condition that is true, or false. */
  protected given<Result>(
    { narrows }: Compiled,
    outcome: keyof Narrowing,
    compile: () => Result,
  ): Result {
    const outer = this.#narrowed;
    this.#narrowed = new Set([...outer, ...(narrows?.[outcome] ?? [])]);
    const result = compile();
    this.#narrowed = outer;
    return result;
  }

  /** What a branch that does not lead on leaves behind: what follows, follows from its condition too. */
  protected leftBy({ narrows }: Compiled): void {
    for (const names of Object.values(narrows ?? {})) {
      for (const each of names) this.#narrowedSince.add(each);
    }
  }

  protected narrowable(narrowed: string, compiled: Compiled): Compiled {
    if (compiled.kind !== "string" || compiled.isOneText === true) return compiled;
    const isOneText = this.#narrowed.has(narrowed) || this.#narrowedSince.has(narrowed);
    return { ...compiled, narrowed, isOneText };
  }
}
