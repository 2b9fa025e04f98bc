import type { Code, Member } from "../code/code-kit.js";
import { array, arrow, call, isCode, key, lit, object, ts } from "../code/code-kit.js";
import type { Operation } from "../model/gateway-model.js";
import type {
  BodyContent,
  BodyValidation,
  Parameter,
  ParameterValidation,
  RequestChecks,
} from "../model/request-validation.js";
import { FORMATS } from "../schema/formats.js";
import { patternCode } from "../schema/pattern-code.js";
import type { ValueSchema } from "../schema/schema.js";
import { bodySchemaId } from "./body-schemas.js";
import { planBodyReader } from "./plan-body-reader.js";
import type { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";

const PLACES = ["path", "query", "header", "cookie"] as const;

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

function checkMembers(
  { parameters, body }: RequestChecks,
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): readonly Member[] {
  return [
    ...(parameters ? [[ts`parameters`, planParameterCheck(parameters, module)] as const] : []),
    ...(body ? [[ts`body`, planBodyCheck(body, operation, module, project)] as const] : []),
  ];
}

/** The call that makes the check of an operation's parameters. */
function planParameterCheck(check: ParameterValidation, module: GeneratedModule): Code {
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
    const declared = check.parameters.filter((each) => each.in === place);
    const rules = declared.map((each) => [key(each.name), planRule(each, module)] as const);
    return rules.length === 0 ? [] : [[key(place), object(rules, { expanded: rules.length > 1 })]];
  });
  return call(module.runtime("checkParameters", "check-parameters"), [
    object(members, { expanded: true }),
  ]);
}

/** The call that makes the check of an operation's body. */
function planBodyCheck(
  check: BodyValidation,
  operation: Operation,
  module: GeneratedModule,
  project: ProjectContext,
): Code {
  const content = object(
    check.content.map(
      (each) => [key(each.mediaType), validatorOf(each, operation, module, project)] as const,
    ),
  );
  if (check.kind === "models") {
    return call(module.runtime("requireModel", "require-model"), [content]);
  }
  const members: Member[] = check.required ? [[ts`required`, ts`true`]] : [];
  return call(module.runtime("checkBody", "check-body"), [
    object([...members, [ts`content`, content]]),
  ]);
}

function validatorOf(
  content: BodyContent,
  operation: Operation,
  module: GeneratedModule,
  { names, schemas }: ProjectContext,
): Code {
  const { schema } = content;
  if (schema === undefined) return lit("anything");
  const id = schema.kind === "reference" ? schema.schema : bodySchemaId(operation, content);
  const type = names.type(id);
  const validator = module.import(`is${type}`, `validators/${type}.ts`);
  const reader = planBodyReader(content, schema, module, schemas);
  return reader === undefined ? validator : call(reader.function, [validator, ...reader.readers]);
}

/** Rules that are called like types of TypeScript's, and what routes call them instead. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["boolean", "flag"],
  ["number", "decimal"],
]);

function planRule(parameter: Parameter, module: GeneratedModule): Code {
  const { item, list } = parameter.schema;
  const runtime = (name: string) => module.runtime(name, "parameter-rule", RENAMED.get(name));
  const scalar = planScalarRule(item, runtime, module);
  const bounds = defined([
    [ts`minItems`, list?.min],
    [ts`maxItems`, list?.max],
    [ts`separator`, list?.separator],
    [ts`uniqueItems`, list?.unique === true || undefined],
  ]);
  const valued = list === undefined ? scalar : call(runtime("list"), [scalar, ...bounds]);
  const rule = parameter.mayBeEmpty ? call(runtime("orEmpty"), [valued]) : valued;
  return parameter.required ? rule : call(runtime("optional"), [rule]);
}

function planScalarRule(
  schema: ValueSchema,
  runtime: (name: string) => Code,
  module: GeneratedModule,
): Code {
  const type = schema.types?.find((each) => each !== "null") ?? "string";
  const allowed = schema.enum?.filter((value) => value !== null);
  if (type === "boolean") return call(runtime("boolean"), []);
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
