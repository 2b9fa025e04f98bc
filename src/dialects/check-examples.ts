import type { Problem } from "../../templates/runtime/gateway-error.js";
import { findProblems } from "../../templates/runtime/validation.js";
import { Reporter } from "../diagnostics/reporter.js";
import type { Cursor } from "../load/cursor.js";
import { pointerKeys } from "../load/json-pointer.js";
import { plainValue } from "../load/plain-value.js";
import { DirectedSchemas } from "../schema/directed-schemas.js";
import { SchemaInterpreter } from "../schema/schema-interpreter.js";
import type { Schema } from "../schema/schema.js";
import { isAmazonDialect } from "./amazon/is-amazon-dialect.js";
import { MODEL_RULES } from "./amazon/model-rules.js";
import type { Example } from "./openapi/find-examples.js";
import { findExamples } from "./openapi/find-examples.js";
import { SchemaReader } from "./openapi/read-schema.js";
import { SchemaResources } from "./openapi/schema-resources.js";
import { readVersion } from "./openapi/spec-version.js";

/**
 * Reports examples and defaults that the gateway would refuse, at the first thing that is wrong in each.
 * One of a schema alone may be of a message of either direction.
 */
export function checkExamples(document: Cursor): void {
  const written = readVersion(document.reportingTo(new Reporter()));
  if (written === undefined) return;
  const root = document.knowing(new SchemaResources(document.source, written.schemaRules));
  const schemaRules = isAmazonDialect(root) ? MODEL_RULES : written.schemaRules;
  const reader = new SchemaReader(schemaRules);
  const examples = findExamples(root, { ...written, schemaRules }).flatMap((example) => {
    const schema = readSchema(example, reader);
    return schema === undefined ? [] : [{ ...example, schema }];
  });
  const schemas = examples.map(({ schema }) => schema);
  const directed = new DirectedSchemas(reader.named(schemas));
  const byId = new Map(
    (["requests", "responses"] as const).flatMap((direction) =>
      directed.named(schemas, direction).map((each) => [each.id, each.schema] as const),
    ),
  );
  const interpreter = new SchemaInterpreter((id) => byId.get(id));
  for (const { value, kind, schema, directions } of examples) {
    const plain = plainValue(value);
    // Only a deploy decides what it is.
    if (plain === undefined) continue;
    const finders = directions.map((direction): FindProblems => {
      const validator = interpreter.validatorOf(directed.of(schema, direction));
      return (each) => findProblems(each, validator, kind, undefined);
    });
    const [find] = finders;
    if (find !== undefined && finders.every((each) => each(plain) !== undefined)) {
      report(root.reporter, kind, value, plain, find);
    }
  }
}

type FindProblems = (value: unknown) => readonly Problem[] | undefined;

/** Undefined for a schema that cannot be read, which is reported where something is checked by it. */
function readSchema({ schema, isParameter }: Example, reader: SchemaReader): Schema | undefined {
  const own = new Reporter();
  const cursor = schema.reportingTo(own);
  const read = isParameter ? reader.readParameter(cursor) : reader.read(cursor);
  return own.hasErrors ? undefined : read;
}

function report(
  reporter: Reporter,
  kind: Example["kind"],
  value: Cursor,
  plain: unknown,
  find: FindProblems,
): void {
  const [first, ...others] = find(plain) ?? [];
  if (first === undefined) return;
  const keys = pointerKeys(first.at) ?? [];
  let here = value;
  for (const key of keys) here = here.get(key) ?? here;
  const { at, message } = first;
  const unquoted = typeof here.value === "string" ? parsed(here.value) : undefined;
  const isQuoted =
    unquoted !== undefined && !isSame(find(replaced(plain, keys, unquoted))?.[0], first);
  const shown = { kind, at, message, others: others.length, isQuoted };
  reporter.report("example-mismatch", here.at, shown);
}

function isSame(problem: Problem | undefined, other: Problem): boolean {
  return problem?.at === other.at && problem.message === other.message;
}

/** What a text that is JSON stands for, such as `{"a": 1}` or `7`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A value with another one in a place of it. */
function replaced(value: unknown, [key, ...keys]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([name, member]) => [name, name === key ? replaced(member, keys, by) : member] as const,
  );
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
