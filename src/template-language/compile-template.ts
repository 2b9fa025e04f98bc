import type { Code, Identifier } from "../code/code-kit.js";
import { block, identifier, key, lit, name, object, ts } from "../code/code-kit.js";
import { findVariables } from "./find-variables.js";
import { LocalNames } from "./local-names.js";
import { StatementCompiler } from "./compile-statements.js";
import { functionBody } from "./function-body.js";
import type { Span, Template } from "./syntax-tree.js";

/** Something in a template that Velocity takes, but that was hardly meant so. */
export interface Finding extends Span {
  readonly code:
    | "unknown-template-method"
    | "unset-reference"
    | "template-without-effect"
    | "never-true"
    | "unsupported-stop";
}

export interface CompileOptions {
  /** What the function is called. */
  readonly functionName: Identifier;
  /** Imports from the runtime. */
  readonly runtime: (exported: string, file: string) => Code;
  readonly runtimeType: (exported: string, file: string) => Code;
  /** Variables that have values before it begins: by what name in the scope's `variables`. */
  readonly given?: ReadonlyMap<string, string>;
}

export interface CompiledTemplate {
  /** The declaration of the function that renders it. */
  readonly declaration: Code;
  readonly findings: readonly Finding[];
}

/**
 * Compiles a mapping template to a function that renders it, of what the gateway gives it in its
 * scope.
 * @param source the template's text, which stands beside the code in comments
 */
export function compileTemplate(
  source: string,
  template: Template,
  options: CompileOptions,
): CompiledTemplate {
  const given = options.given ?? new Map<string, string>();
  const use = findVariables(template, new Set(given.keys()));
  const names = new LocalNames([options.functionName]);
  const compiler = new StatementCompiler(source, use, names, options);
  const body = compiler.statements(template);
  const declared = use.variables
    .filter((variable) => use.read.has(variable))
    .map((variable) => {
      const value = options.runtimeType("Value", "velocity/value");
      const setting = given.get(variable);
      const initial =
        setting === undefined
          ? (compiler.initial(variable) ?? ts`null`)
          : ts`variables.get(${lit(setting)}) ?? null`;
      return ts`let ${name(names.of(variable))}: ${value} = ${initial};`;
    });
  if (use.hasBlocks) {
    declared.push(ts`let turn: ${options.runtimeType("Loop", "velocity/each")} | null = null;`);
  }
  if (given.size > 0) compiler.roots.add("variables");
  const roots = [...compiler.roots].toSorted();
  const parameter =
    roots.length === 0
      ? ts``
      : ts`${object(roots.map((root) => key(root)))}: ${options.runtimeType("TemplateScope", "velocity/template-scope")}`;
  return {
    declaration: ts`export function ${name(options.functionName)}(${parameter}): string ${block([...declared, ...functionBody(body)])}`,
    findings: compiler.findings,
  };
}

/** What in a template was hardly meant so: what compiling it comes upon. */
export function templateFindings(
  source: string,
  template: Template,
  given: ReadonlyMap<string, string>,
): readonly Finding[] {
  const functionName = identifier("template");
  const nowhere = () => name(functionName);
  const options = { functionName, runtime: nowhere, runtimeType: nowhere, given };
  return compileTemplate(source, template, options).findings;
}
