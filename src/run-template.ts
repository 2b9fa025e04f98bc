import { compileFunction } from "node:vm";
import { ContextMap } from "../templates/runtime/velocity/context-map.js";
import { Input } from "../templates/runtime/velocity/input.js";
import { Re2PathPatterns } from "../templates/runtime/velocity/re2-path-patterns.js";
import type { RenderTemplate } from "../templates/runtime/velocity/template-scope.js";
import { text as textOf } from "../templates/runtime/velocity/text.js";
import { ArrayList, Double, double, type Value } from "../templates/runtime/velocity/value.js";
import { identifier, name, print, ts } from "./code/code-kit.js";
import { toJavaScript } from "./render/to-javascript.js";
import { compileTemplate, type Finding } from "./template-language/compile-template.js";
import { parseTemplate } from "./template-language/parse-template.js";
import { templateRuntime } from "./template-runtime.js";

/** What a template is given: the message that it transforms, and what is known of the request. */
export interface TemplateEvent {
  /** The body that the template transforms, as text. */
  readonly body?: string | null;
  /** The parameters of the client's request. */
  readonly params?: {
    readonly path?: Readonly<Record<string, string>>;
    readonly querystring?: Readonly<Record<string, string>>;
    readonly header?: Readonly<Record<string, string>>;
  };
  /** `$context`; the overrides need not be there. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
  /** Variables that have values before the template begins. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What a template did. */
export interface RenderedTemplate {
  readonly output: string;
  /** `$context.requestOverride` and `$context.responseOverride`, as the template left them. */
  readonly requestOverride: Readonly<Record<string, unknown>>;
  readonly responseOverride: Readonly<Record<string, unknown>>;
}

/** A mapping template that can be run again and again. */
export interface PreparedTemplate {
  readonly findings: readonly Finding[];
  /** @throws TemplateError, or UnparsableJson for a body, where Amazon would answer with an error */
  run(event: TemplateEvent): RenderedTemplate;
}

/**
 * Compiles a mapping template as `generate` does, and runs what came of it.
 * @throws TemplateSyntaxError if it is none; TemplateError where Amazon would answer 500
 */
export function runTemplate(source: string, event: TemplateEvent): RenderedTemplate {
  return prepareTemplate(source, Object.keys(event.variables ?? {})).run(event);
}

/**
 * @param given the variables that events give values to
 * @throws TemplateSyntaxError if it is no template
 */
export function prepareTemplate(source: string, given: readonly string[] = []): PreparedTemplate {
  const { render, findings } = rendererOf(source, given);
  const patterns = new Re2PathPatterns();
  return {
    findings,
    run: (event) => {
      const variables = mapOf(event.variables ?? {}, (map) => map);
      const context = contextOf(event.context ?? {});
      const { path = {}, querystring = {}, header = {} } = event.params ?? {};
      const params = {
        path: listed(path),
        querystring: listed(querystring),
        header: listed(header),
      };
      const input = new Input({ body: event.body ?? "", params, patterns });
      const stageVariables = mapOf(event.stageVariables ?? {}, (map) => map);
      const output = render({ input, context, stageVariables, variables });
      return {
        output,
        requestOverride: plainRecord(context.get("requestOverride")),
        responseOverride: plainRecord(context.get("responseOverride")),
      };
    },
  };
}

function listed(record: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(record));
}

function rendererOf(source: string, given: readonly string[]) {
  const imported = new Set<string>();
  const { declaration, findings } = compileTemplate(source, parseTemplate(source), {
    functionName: identifier("template"),
    // The same code as in a project, but for where it has the runtime from.
    runtime: (exported) => {
      imported.add(exported);
      return name(identifier(exported));
    },
    runtimeType: () => ts`never`,
    given: new Map(given.map((variable) => [variable, variable])),
  });
  const code = toJavaScript(`${print(declaration)}\n`);
  const imports = `const { ${[...imported].join(", ")} } = $runtime;`;
  const script = `${imports}\n${code.replace(/^export /m, "")}\nreturn template;`;
  const make = compileFunction(script, ["$runtime"]) as (runtime: unknown) => RenderTemplate;
  return { render: make(templateRuntime), findings };
}

/** Nested maps of `$context` print nothing; both overrides are there, to be filled. */
function contextOf(context: Readonly<Record<string, unknown>>): Map<Value, Value> {
  const { requestOverride = {}, responseOverride = {}, ...others } = context;
  const overrides = {
    requestOverride: { header: {}, path: {}, querystring: {}, ...(requestOverride as object) },
    responseOverride: { header: {}, ...(responseOverride as object) },
  };
  return mapOf({ ...others, ...overrides }, (map) => new ContextMap(map));
}

function mapOf(
  record: Readonly<Record<string, unknown>>,
  made: (map: Map<Value, Value>) => Map<Value, Value>,
): Map<Value, Value> {
  const entries = Object.entries(record).map(
    ([key, value]) => [key, valueOf(value, made)] as const,
  );
  return made(new Map<Value, Value>(entries));
}

function valueOf(json: unknown, made: (map: Map<Value, Value>) => Map<Value, Value>): Value {
  if (Array.isArray(json)) return ArrayList.from(json, (item) => valueOf(item, made));
  if (typeof json === "object" && json !== null) {
    return mapOf(json as Readonly<Record<string, unknown>>, made);
  }
  if (typeof json === "string" || typeof json === "boolean") return json;
  if (typeof json === "number") return Number.isSafeInteger(json) ? json : double(json);
  return null;
}

function plainRecord(value: Value | undefined): Readonly<Record<string, unknown>> {
  return value instanceof Map ? (plainOf(value) as Readonly<Record<string, unknown>>) : {};
}

function plainOf(value: Value): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, each]) => [textOf(key), plainOf(each)]));
  }
  if (value instanceof Double) return value.value;
  return typeof value === "object" && value !== null ? textOf(value) : plainNumber(value);
}

/** JSON knows no numbers but these. */
function plainNumber(value: null | string | boolean | number | bigint): unknown {
  return typeof value === "bigint" ? textOf(value) : value;
}
