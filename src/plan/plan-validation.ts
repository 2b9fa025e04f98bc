import type { Code, Member } from "../code/code-kit.js";
import { array, arrow, call, isCode, key, lit, object, ts } from "../code/code-kit.js";
import type { BodyContent } from "../model/body-content.js";
import type { Operation } from "../model/gateway-model.js";
import type {
  BodyValidation,
  Parameter,
  ParameterValidation,
  PlainParameter,
  RequestChecks,
} from "../model/request-validation.js";
import { FORMATS } from "../schema/formats.js";
import { patternCode } from "../schema/pattern-code.js";
import type { Direction, Schema, ValueSchema } from "../schema/schema.js";
import { bodySchemaId, parameterSchemaId } from "./inline-schemas.js";
import { planBodyReader, planParameterReaders } from "./plan-text-readers.js";
import type { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import { schemaTypeName } from "./schema-type.js";

const PLACES = ["path", "query", "deepQuery", "header", "cookie"] as const;

/** What checks an operation's requests; undefined if nothing does. */
export function planValidation(
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): Code | undefined {
  const { besides, warnOnly = false, ...first } = operation.validation;
  const checks = [first, ...(besides === undefined ? [] : [besides])].flatMap((each) => {
    const members = checkMembers(each, operation, module, project);
    return members.length === 0 ? [] : [object(members, { expanded: true })];
  });
  if (warnOnly && checks.length > 0) return call(module.runtime("warnOnly", "warn-only"), checks);
  return checks.length > 1
    ? call(module.runtime("checkInTurn", "check-in-turn"), checks)
    : checks[0];
}

/** What checks an operation's responses; undefined if nothing does. */
export function planResponseValidation(
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): Code | undefined {
  if (operation.responseValidation === undefined) return undefined;
  const { responses, warnOnly = false } = operation.responseValidation;
  const declared = responses.map(({ status, content }): Member => {
    if (content.length === 0) return [key(status), lit("anything")];
    return [key(status), planContent(content, operation, module, project, status)];
  });
  return call(module.runtime("checkResponse", "check-response"), [
    lit(warnOnly ? "warn" : "enforce"),
    object(declared, { expanded: true }),
  ]);
}

function checkMembers(
  { parameters, body }: RequestChecks,
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): readonly Member[] {
  return [
    ...(parameters
      ? [[ts`parameters`, planParameterCheck(parameters, operation, module, project)] as const]
      : []),
    ...(body ? [[ts`body`, planBodyCheck(body, operation, module, project)] as const] : []),
  ];
}

/** The call that makes the check of an operation's parameters. */
function planParameterCheck(
  check: ParameterValidation,
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  if (check.kind === "presence") {
    const members = (["header", "path", "query"] as const).flatMap((place): Member[] => {
      const required = check.required.filter((each) => each.in === place);
      return required.length === 0
        ? []
        : [[key(place), array(required.map((each) => lit(each.name)))]];
    });
    return call(module.runtime("requireParameters", "require-parameters"), [object(members)]);
  }
  const members = PLACES.flatMap((place): Member[] => {
    const declared = check.parameters.filter((each) => placeOf(each) === place);
    const rules = declared.map(
      (each) => [key(each.name), planRule(each, operation, module, project)] as const,
    );
    return rules.length === 0 ? [] : [[key(place), object(rules, { expanded: rules.length > 1 })]];
  });
  return call(module.runtime("checkParameters", "check-parameters"), [
    object(members, { expanded: true }),
  ]);
}

function placeOf({ in: place, schema }: Parameter): (typeof PLACES)[number] {
  return schema.kind === "value" && schema.written === "members" ? "deepQuery" : place;
}

/** The call that makes the check of an operation's body. */
function planBodyCheck(
  check: BodyValidation,
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  const content = planContent(check.content, operation, module, project);
  if (check.kind === "models") {
    return call(module.runtime("requireModel", "require-model"), [content]);
  }
  const members: Member[] = check.required ? [[ts`required`, ts`true`]] : [];
  return call(module.runtime("checkBody", "check-body"), [
    object([...members, [ts`content`, content]]),
  ]);
}

/** What a body must be, by media type; `status` is that of the response whose body it is, JSON alone. */
function planContent(
  content: readonly BodyContent[],
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
  status?: string,
): Code {
  const direction = status === undefined ? "requests" : "responses";
  const members = content.map((each): Member => {
    const { mediaType, schema } = each;
    if (schema === undefined) return [key(mediaType), lit("anything")];
    const ownId = bodySchemaId(operation, each, status);
    const validator = importValidator(schema, ownId, direction, module, project);
    const reader =
      status === undefined ? planBodyReader(each, schema, module, project.schemas) : undefined;
    if (reader === undefined) return [key(mediaType), validator];
    return [key(mediaType), call(reader.function, [validator, ...reader.readers])];
  });
  return object(members);
}

/** The validator of a schema; of one on the spot, by the id that it has for want of a name. */
function importValidator(
  schema: Schema,
  ownId: string,
  direction: Direction,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  const type = schemaTypeName(schema, ownId, direction, project);
  return module.import(`is${type}`, `validators/${type}.ts`);
}

/** Rules that are called like types of TypeScript's, and what routes call them instead. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["boolean", "flag"],
  ["number", "decimal"],
]);

function planRule(
  parameter: Parameter,
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  const { schema } = parameter;
  const runtime = (name: string) => module.runtime(name, "parameter-rule", RENAMED.get(name));
  const valued =
    schema.kind === "plain"
      ? planPlainRule(schema, runtime, module)
      : call(module.runtime("valid", "valid"), [
          importValidator(
            schema.schema,
            parameterSchemaId(operation, parameter),
            "requests",
            module,
            project,
          ),
          ...planParameterReaders(schema, module, project.schemas),
        ]);
  const rule = parameter.mayBeEmpty ? call(runtime("orEmpty"), [valued]) : valued;
  return parameter.required ? rule : call(runtime("optional"), [rule]);
}

function planPlainRule(
  { item, list }: PlainParameter,
  runtime: (name: string) => Code,
  module: GeneratedModule,
): Code {
  const scalar = planScalarRule(item, runtime, module);
  const bounds = defined([
    [ts`minItems`, list?.min],
    [ts`maxItems`, list?.max],
    [ts`separator`, list?.separator],
    [ts`uniqueItems`, list?.unique === true || undefined],
  ]);
  return list === undefined ? scalar : call(runtime("list"), [scalar, ...bounds]);
}

/** What a scalar of a parameter is, and which values it may have where the schema lists them. */
export function scalarOf(schema: ValueSchema) {
  const type = schema.types?.find((each) => each !== "null") ?? "string";
  return { type, allowed: schema.enum?.filter((value) => value !== null) };
}

function planScalarRule(
  schema: ValueSchema,
  runtime: (name: string) => Code,
  module: GeneratedModule,
): Code {
  const { type, allowed } = scalarOf(schema);
  if (type === "boolean") return call(runtime("boolean"), defined([[ts`enum`, allowed]]));
  if (type === "integer" || type === "number") {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema.number;
    const limits = defined([
      [ts`minimum`, minimum],
      [ts`maximum`, maximum],
      [ts`exclusiveMinimum`, exclusiveMinimum],
      [ts`exclusiveMaximum`, exclusiveMaximum],
      [ts`multipleOf`, multipleOf === undefined ? undefined : multipleTest(multipleOf, module)],
      [ts`format`, formatTest(schema, "number", module)],
      [ts`enum`, allowed],
    ]);
    return call(runtime(type), limits);
  }
  const limits = defined([
    [ts`minLength`, schema.text.length.min],
    [ts`maxLength`, schema.text.length.max],
    [ts`pattern`, patternTest(schema, module)],
    [ts`format`, formatTest(schema, "string", module)],
    [ts`enum`, allowed],
  ]);
  return call(runtime("text"), limits);
}

function multipleTest(multipleOf: number, module: GeneratedModule): Code {
  const isMultiple = call(module.runtime("isMultipleOf", "multiple-of"), [
    ts`value`,
    lit(multipleOf),
  ]);
  return array([arrow([ts`value`], isMultiple), lit(`must be a multiple of ${multipleOf}`)]);
}

function formatTest(
  { format }: ValueSchema,
  type: "string" | "number",
  module: GeneratedModule,
): Code | undefined {
  const check = format === undefined ? undefined : FORMATS.get(format)?.[type];
  return check && array([module.runtime(check.name, check.file), lit(check.message)]);
}

function patternTest({ text }: ValueSchema, module: GeneratedModule): Code | undefined {
  const { pattern, length } = text;
  if (pattern === undefined) return undefined;
  return patternCode(pattern, length.max, (exported, file) => module.runtime(exported, file));
}

/** An object of what is defined, as the only argument; no argument if nothing is. */
function defined(members: readonly (readonly [Code, unknown])[]): readonly Code[] {
  const present = members.filter(([, value]) => value !== undefined);
  if (present.length === 0) return [];
  return [
    object(present.map(([label, value]) => [label, isCode(value) ? value : lit(value)] as const)),
  ];
}
