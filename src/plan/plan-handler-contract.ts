import type { Code } from "../code/code-kit.js";
import {
  arrayType,
  doc,
  generic,
  identifier,
  interfaceBody,
  key,
  lines,
  literalType,
  name,
  objectType,
  paragraphs,
  print,
  property,
  toTypeName,
  ts,
  union,
} from "../code/code-kit.js";
import type { BodyContent } from "../model/body-content.js";
import { requestContent, requestParameters } from "../model/checked-schemas.js";
import type { Operation } from "../model/gateway-model.js";
import type { HandlerIntegration } from "../model/integration.js";
import { holdsJson, isJsonMediaType } from "../model/media-types.js";
import type { Parameter } from "../model/request-validation.js";
import type { DeclaredResponse } from "../model/response-validation.js";
import { routeOf } from "../model/route-of.js";
import type { SecurityScheme } from "../model/security.js";
import { GeneratedModule } from "./generated-module.js";
import { bodySchemaId, parameterSchemaId } from "./inline-schemas.js";
import type { HandledOperation } from "./plan-handlers.js";
import { contractPath, describeHandler, isRange, PLACES } from "./plan-handlers.js";
import { scalarOf } from "./plan-validation.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { schemaType } from "./schema-type.js";
import { generatedFile } from "./template-file.js";

/** The file of a handler's types: what it is given, and what it may answer. */
export function planHandlerContract(
  { operation, integration }: HandledOperation,
  project: ProjectContext,
): PlannedFile {
  const handler = project.names.handler(operation);
  const type = toTypeName(handler);
  const [given, answer] = [identifier(`${type}Request`), identifier(`${type}Answer`)];
  const module = new GeneratedModule(contractPath(handler), project.runtime, [type, given, answer]);
  const base = module.runtimeType("HandlerRequest", "handler-contract");
  const members = [
    ...principalMember(operation, module, project),
    ...parameterMembers({ operation, integration }, module, project),
    ...bodyMember({ operation, integration }, module, project),
  ];
  const route = `\`${routeOf(operation)}\``;
  const declarations = paragraphs([
    lines([
      doc(`What the handler of ${route} is given.`),
      members.length === 0
        ? ts`export type ${name(given)} = ${base};`
        : ts`export interface ${name(given)} extends ${base} ${interfaceBody(members)}`,
    ]),
    lines([
      doc("What it may answer."),
      ts`export type ${name(answer)} = ${union(answerTypes(operation, integration, module, project))};`,
    ]),
    lines([
      doc(describeHandler(operation)),
      ts`export type ${name(type)} = ${generic(module.runtimeType("Handler", "handler-contract"), [name(given), name(answer)])};`,
    ]),
  ]);
  return generatedFile(module.path, "declarations.ts", { declarations });
}

/** Who calls, where tokens say more of that than hooks do: by any of the operation's alternatives. */
function principalMember(
  { security }: Operation,
  module: GeneratedModule,
  { model }: ProjectContext,
): readonly Code[] {
  const byToken = new Set(
    model.securitySchemes.filter(isDecidedByToken).map((scheme) => scheme.name),
  );
  if (!security.flat().some(({ scheme }) => byToken.has(scheme))) return [];
  const types = security.map((alternative) => {
    if (alternative.length === 0) return ts`undefined`;
    return alternative.some(({ scheme }) => byToken.has(scheme))
      ? module.runtimeType("JwtPrincipal", "tokens/jwt-principal")
      : module.runtimeType("Principal", "security");
  });
  return [property(ts`readonly principal`, union(distinct(types)))];
}

function isDecidedByToken({ enforcement }: SecurityScheme): boolean {
  return ["jwt", "user-pools", "introspection"].includes(enforcement.kind);
}

/** `readonly path: { … }`, and so on for each place that has parameters. */
function parameterMembers(
  { operation, integration }: HandledOperation,
  module: GeneratedModule,
  project: ProjectContext,
): readonly Code[] {
  const { texts } = integration;
  const checked = texts === undefined ? requestParameters(operation) : [];
  const typed = [
    ...checked.map((each) => ({ ...each, type: valueType(each, operation, module, project) })),
    ...(texts ?? []).map((each) => ({ ...each, type: ts`string` })),
  ];
  return Object.entries(PLACES).flatMap(([place, called]) => {
    const found = typed.filter((each) => each.in === place);
    const properties = found.map(({ name: parameter, required, type }) =>
      property(ts`readonly ${key(parameter)}${required ? ts`` : ts`?`}`, type),
    );
    if (properties.length === 0) return [];
    return [property(ts`readonly ${key(called)}`, objectType(properties))];
  });
}

/** What a checked parameter is once its texts are read. */
function valueType(
  parameter: Parameter,
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  const { schema, mayBeEmpty } = parameter;
  if (schema.kind === "value") {
    const id = parameterSchemaId(operation, parameter);
    const type = schemaType(schema.schema, id, "requests", module, project);
    return mayBeEmpty ? union([type, literalType("")]) : type;
  }
  const { type, allowed } = scalarOf(schema.item);
  const listed = allowed?.flatMap((each) => (typeof each === "object" ? [] : literalType(each)));
  const item = listed?.length ? union(listed) : (SCALARS.get(type) ?? ts`string`);
  const value = schema.list === undefined ? item : arrayType(item, { readonly: true });
  return mayBeEmpty && print(value) !== "string" ? union([value, literalType("")]) : value;
}

const SCALARS: ReadonlyMap<string, Code> = new Map([
  ["boolean", ts`boolean`],
  ["integer", ts`number`],
  ["number", ts`number`],
]);

/** Methods whose requests have no body, unless the document says so. */
const BODILESS = ["GET", "HEAD"];

function bodyMember(
  { operation, integration }: HandledOperation,
  module: GeneratedModule,
  project: ProjectContext,
): readonly Code[] {
  const type = bodyType({ operation, integration }, module, project);
  return type === undefined ? [] : [property(ts`readonly body`, type)];
}

/** The value that a check makes of a body, else its bytes; undefined where the operation has none. */
function bodyType(
  { operation, integration }: HandledOperation,
  module: GeneratedModule,
  project: ProjectContext,
): Code | undefined {
  const { validation, method } = operation;
  const { body, besides, warnOnly } = validation;
  const contents = bestContent(requestContent(operation));
  const declared = [body, besides?.body].find((each) => each?.kind === "declared");
  const bytes = ts`Buffer`;
  const nothing = ts`undefined`;
  if (body === undefined && besides?.body === undefined) {
    const isUnknown = integration.texts !== undefined && !BODILESS.includes(method);
    return isUnknown ? union([bytes, nothing]) : undefined;
  }
  if (warnOnly === true) return ts`unknown`;
  const values = contents.flatMap((content) => {
    const id = bodySchemaId(operation, content);
    return content.schema ? schemaType(content.schema, id, "requests", module, project) : [];
  });
  const hasBytes =
    declared === undefined ||
    contents.length === 0 ||
    contents.some(({ schema }) => schema === undefined);
  const isOptional = declared?.kind !== "declared" || !declared.required;
  return union(
    distinct([...values, ...(hasBytes ? [bytes] : []), ...(isOptional ? [nothing] : [])]),
  );
}

/** Each media type once, with its schema if any check has one. */
function bestContent(contents: readonly BodyContent[]): readonly BodyContent[] {
  const byType = new Map<string, BodyContent>();
  for (const content of contents) {
    if (byType.get(content.mediaType)?.schema === undefined) byType.set(content.mediaType, content);
  }
  return [...byType.values()];
}

/** The answers that the document declares, told apart by their statuses. */
function answerTypes(
  operation: Operation,
  { responses }: HandlerIntegration,
  module: GeneratedModule,
  project: ProjectContext,
): readonly Code[] {
  const contract = (type: string) => module.runtimeType(type, "handler-contract");
  // What begins with 1 is no answer yet.
  const final = responses.filter(({ status }) => !status.startsWith("1"));
  const answers = final.flatMap(({ status: written, content }) => {
    const status = statusType(written, final, module);
    const empty = generic(contract("EmptyAnswer"), [status]);
    const [only, ...more] = content;
    const isBodiless = /^[23]04$/.test(written) || operation.method === "HEAD";
    if (only === undefined || isBodiless) return [empty];
    const typeOf = (each: BodyContent) => contentType(each, written, operation, module, project);
    if (more.length === 0 && !isRange(only)) {
      return [generic(contract("Answer"), [status, typeOf(only)])];
    }
    return content.map((each) => {
      const mediaType = isRange(each) ? ts`string` : literalType(each.mediaType);
      return generic(contract("TypedAnswer"), [status, typeOf(each), mediaType]);
    });
  });
  if (answers.length > 0) return answers;
  const anyStatus = statusType("default", [], module);
  return [
    generic(contract("Answer"), [anyStatus, ts`unknown`]),
    generic(contract("EmptyAnswer"), [anyStatus]),
  ];
}

/** The statuses that a declared one stands for, without those that others do. */
function statusType(
  written: string,
  responses: readonly DeclaredResponse[],
  module: GeneratedModule,
): Code {
  if (/^\d+$/.test(written)) return literalType(Number(written));
  const others = responses.map(({ status }) => status).filter((status) => status !== "default");
  const numbers = others.filter((status) => /^\d+$/.test(status));
  const inRange = (range: string) => numbers.filter((status) => status[0] === range[0]);
  const literals = (statuses: readonly string[]) =>
    statuses.map((status) => literalType(Number(status)));
  const ranges = others.filter((status) => !/^\d+$/.test(status));
  const statusIn = (range: string, declared: readonly Code[]) =>
    generic(module.runtimeType("StatusIn", "status-range"), [
      literalType(range),
      ...(declared.length === 0 ? [] : [union(declared)]),
    ]);
  if (written !== "default") return statusIn(written, literals(inRange(written)));
  const declared = [...literals(numbers), ...ranges.map((range) => statusIn(range, []))];
  const other = module.runtimeType("OtherStatus", "status-range");
  return declared.length === 0 ? other : generic(other, [union(declared)]);
}

/** What the body of an answer is. */
function contentType(
  content: BodyContent,
  status: string,
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  const { schema, mediaType } = content;
  const bytes = () => module.runtimeType("RawBody", "handler-contract");
  if (!holdsJson(mediaType)) return bytes();
  if (schema === undefined) return ts`unknown`;
  const id = bodySchemaId(operation, content, status);
  const type = schemaType(schema, id, "responses", module, project);
  return isJsonMediaType(mediaType) ? type : union([type, bytes()]);
}

function distinct(types: readonly Code[]): readonly Code[] {
  return [...new Map(types.map((type) => [print(type), type])).values()];
}
