import { holds } from "../../templates/runtime/choices.js";
import { requestParameters } from "../model/checked-schemas.js";
import type { Operation } from "../model/gateway-model.js";
import type { ParameterExample } from "../model/operation-examples.js";
import type { Parameter, PlainParameter, RequestValidation } from "../model/request-validation.js";
import { SchemaInterpreter } from "../schema/schema-interpreter.js";
import type { Direction, JsonValue, Schema } from "../schema/schema.js";
import type { ProjectContext } from "./project-context.js";

/** A request that the gateway surely lets pass, made of what the document shows. */
export interface ExampleRequest {
  readonly method: string;
  /** The path alone: nothing in it is percent-encoded. */
  readonly path: string;
  readonly parameters: readonly SentParameter[];
  readonly body: ExampleBody | undefined;
}

export interface SentParameter extends Pick<Parameter, "in" | "name" | "required"> {
  /** As it is written, several where it is repeated; encoded in a query. */
  readonly texts: readonly string[];
}

export interface ExampleBody {
  readonly mediaType: string;
  readonly value: JsonValue;
}

/** What decides whether an example is one that surely passes. */
export interface ExampleJudges {
  readonly allows: AllowsValue;
  readonly isTaken: IsTaken;
}

/** Whether a schema allows a value in messages of a direction. */
export type AllowsValue = (schema: Schema, direction: Direction, value: unknown) => boolean;

/** What decides by the schemas of a project as its own validators do. */
export function valueJudge({ directed, schemas }: ProjectContext): AllowsValue {
  const interpreter = new SchemaInterpreter((id) => schemas.schemaOf(id));
  return (schema, direction, value) =>
    holds(interpreter.validatorOf(directed.of(schema, direction)), value);
}

/** The request that an operation's examples make; undefined where they make none that surely passes. */
export function exampleRequest(
  operation: Operation,
  { allows, isTaken }: ExampleJudges,
): ExampleRequest | undefined {
  const { examples, validation, path: template } = operation;
  if (examples === undefined) return undefined;
  const rules = requestParameters(operation);
  const described = examples.parameters.flatMap((example): SentParameter[] => {
    if (!example.required && !example.isShown) return [];
    const own = rules.filter((rule) => rule.in === example.in && isNamed(rule, example));
    const texts = firstOf(example.values, (value) => textsOf(example, value, own, allows));
    return texts === undefined ? [] : [{ ...example, texts }];
  });
  const parameters = [...described, ...undescribed(template, examples.parameters)];
  const isSent = (rule: Pick<Parameter, "in" | "name">) =>
    parameters.some((each) => each.in === rule.in && isNamed(rule, each));
  if (!requiredParameters(validation).every(isSent)) return undefined;
  const path = filled(template, parameters);
  const method = operation.method === "ANY" ? "GET" : operation.method;
  if (path === undefined || isTaken({ ...operation, method }, path)) return undefined;
  const body = exampleBody(operation, allows);
  return body === "none that passes" ? undefined : { method, path, parameters, body };
}

/** The parameters without which a request is refused. */
export function requiredParameters({
  parameters,
  besides,
}: RequestValidation): readonly Pick<Parameter, "in" | "name">[] {
  return [parameters, besides?.parameters].flatMap(
    (each): readonly Pick<Parameter, "in" | "name">[] => {
      if (each?.kind === "presence") return each.required;
      return each?.parameters.filter(({ required }) => required) ?? [];
    },
  );
}

/** The schemas that a body of a media type is checked by. */
export function bodySchemas(
  { body, besides }: RequestValidation,
  mediaType: string | undefined,
): readonly Schema[] {
  return [...(body?.content ?? []), ...(besides?.body?.content ?? [])].flatMap((each) =>
    each.mediaType === mediaType ? (each.schema ?? []) : [],
  );
}

/** Names of headers are one however they are written. */
function isNamed(
  { name }: Pick<Parameter, "name">,
  other: Pick<Parameter, "in" | "name">,
): boolean {
  if (other.in !== "header") return name === other.name;
  return name.toLowerCase() === other.name.toLowerCase();
}

function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What may be sent as it is, so that there is but one way to write it. */
const PLAIN: Readonly<Record<Parameter["in"], RegExp>> = {
  path: /^[\w~-][\w.~-]*$/,
  query: /^[ -~]+$/,
  header: /^[!-~](?:[ -~]*[!-~])?$/,
  cookie: /^[\w.~-]+$/,
};

/** Headers that say something to servers on the way. */
const SPECIAL_HEADERS =
  /^(?:accept|authorization|connection|cookie|content|date|expect|forwarded|from|host|if|keep-alive|origin|proxy|range|referer|te|trailer|transfer|upgrade|user-agent|via|x-(?:amz|amzn|forwarded|http|original|real|rewrite))\b/i;

/** How a parameter is sent for a value; undefined if that is not plain, or not allowed. */
function textsOf(
  { in: place, name }: ParameterExample,
  json: string,
  rules: readonly Parameter[],
  allows: AllowsValue,
): readonly string[] | undefined {
  const isName = place === "query" ? /^[ -~]+$/ : place === "path" ? /./ : /^[\w-]+$/;
  if (!isName.test(name) || (place === "header" && SPECIAL_HEADERS.test(name))) return undefined;
  const value = JSON.parse(json) as JsonValue;
  const ways = rules.map(({ schema }) =>
    schema.kind === "plain"
      ? plainTexts(schema, value, allows)
      : schema.written === undefined &&
          isReadAsItIs(value) &&
          allows(schema.schema, "requests", value)
        ? { texts: [String(value)], separator: undefined }
        : undefined,
  );
  const unchecked = isScalar(value) ? { texts: [String(value)], separator: undefined } : undefined;
  const [way, ...others] = ways.length === 0 ? [unchecked] : ways;
  if (way === undefined || others.includes(undefined)) return undefined;
  const { texts, separator } = way;
  if (!texts.every((text) => PLAIN[place].test(text))) return undefined;
  const written = place === "query" ? texts.map(encodeURIComponent) : texts;
  if (texts.length < 2 || (separator === undefined && place === "query")) return written;
  return separator === "," && !texts.some((text) => text.includes(","))
    ? [written.join(",")]
    : undefined;
}

/** Texts that are read as nothing else than what they were. */
function isReadAsItIs(value: JsonValue): boolean {
  return (
    typeof value === "number" ||
    (typeof value === "string" && /^(?!true$|false$)[A-Za-z]/.test(value))
  );
}

function isScalar(value: JsonValue): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** The texts of a scalar, or of a list of some, that a rule allows. */
function plainTexts(
  { item, list }: PlainParameter,
  value: JsonValue,
  allows: AllowsValue,
): { readonly texts: readonly string[]; readonly separator: string | undefined } | undefined {
  const values =
    list !== undefined && Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  const isText = item.types === undefined || item.types.includes("string");
  const typed = values.map((each) => (isText && isScalar(each) ? String(each) : each));
  if (!typed.every((each) => isScalar(each) && allows(item, "requests", each))) return undefined;
  const texts = typed.map(String);
  const { min = 0, max = Infinity, unique = false } = list ?? {};
  const isRepeated = unique && new Set(texts).size < texts.length;
  if (texts.length === 0 || texts.length < min || texts.length > max || isRepeated)
    return undefined;
  if (!isText && !texts.every((text) => /^(?:-?\d{1,15}(?:\.\d+)?|true|false)$/.test(text)))
    return undefined;
  return { texts, separator: list?.separator };
}

/** Paths that are the same however they are read. */
const PLAIN_PATH = /^(?:\/[\w~:@$-][\w.~:@$-]*)+$|^\/$/;

/** Parameters of a path of which the document says no more: they may be anything. */
function undescribed(
  template: string,
  described: readonly ParameterExample[],
): readonly SentParameter[] {
  const names = Array.from(template.matchAll(HOLE), ([, name = ""]) => name);
  return names
    .filter((name) => !described.some((each) => each.in === "path" && each.name === name))
    .map((name) => ({ in: "path", name, required: true, texts: ["example"] }));
}

/** `{name}` or `{name+}` in a path. */
const HOLE = /\{([^{}]+?)\+?\}/g;

function filled(template: string, parameters: readonly SentParameter[]): string | undefined {
  const values = parameters.flatMap(({ in: place, name, texts: [text = ""] }) =>
    place === "path" ? [[name, text] as const] : [],
  );
  const byName = new Map(values);
  const path = template.replaceAll(HOLE, (hole, name: string) => byName.get(name) ?? hole);
  return PLAIN_PATH.test(path) ? path : undefined;
}

/** Whether another operation may take requests for a path that was made for one. */
export type IsTaken = (
  operation: Pick<Operation, "path" | "method" | "at">,
  path: string,
) => boolean;

/** What decides that among these operations. */
export function pathJudge(
  operations: readonly Pick<Operation, "path" | "method" | "at">[],
): IsTaken {
  const routes = operations.map(({ path, method, at }) => ({
    template: path,
    segments: path.split("/"),
    method,
    at,
  }));
  return ({ path: template, method, at }, path) => {
    const [own, sent] = [template.split("/"), path.split("/")];
    return routes.some((other) => {
      if (other.template === template) {
        const isItself = other.at.pointer === at.pointer && other.at.file === at.file;
        return !isItself && other.method === method;
      }
      if (!matches(other.segments, sent)) return false;
      const index = own.findIndex((segment, i) => segment !== other.segments[i]);
      // The literal one of two segments wins, then the one that is not greedy.
      return rank(other.segments[index]) <= rank(own[index]);
    });
  };
}

function matches(template: readonly string[], path: readonly string[]): boolean {
  const isGreedy = template.at(-1)?.endsWith("+}") === true;
  if (isGreedy ? path.length < template.length : path.length !== template.length) return false;
  return template.every((segment, i) => segment.includes("{") || segment === path[i]);
}

function rank(segment = ""): number {
  if (!segment.includes("{")) return 0;
  return segment.endsWith("+}") ? 2 : 1;
}

/** Methods whose requests have a body. */
const WITH_BODY: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

function exampleBody(
  { method, examples, validation }: Operation,
  allows: AllowsValue,
): ExampleBody | undefined | "none that passes" {
  const checks = [validation.body, validation.besides?.body].filter((each) => each !== undefined);
  const body = WITH_BODY.has(method) ? examples?.body : undefined;
  const schemas = bodySchemas(validation, body?.mediaType);
  const isDeclared = checks.every(
    ({ kind, content }) =>
      kind === "models" || content.some(({ mediaType }) => mediaType === body?.mediaType),
  );
  const value = firstOf(isDeclared ? (body?.values ?? []) : [], (text) => {
    const each = JSON.parse(text) as JsonValue;
    return schemas.every((schema) => allows(schema, "requests", each)) ? { each } : undefined;
  });
  if (body !== undefined && value !== undefined) {
    return { mediaType: body.mediaType, value: value.each };
  }
  // For a model, nothing is an object without members.
  const passes = checks.every((check) =>
    check.kind === "declared"
      ? !check.required
      : check.content.every(({ schema }) => schema === undefined || allows(schema, "requests", {})),
  );
  return passes ? undefined : "none that passes";
}
