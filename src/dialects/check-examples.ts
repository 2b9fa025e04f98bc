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
    const found = directions.map((direction) => {
      const validator = interpreter.validatorOf(directed.of(schema, direction));
      return findProblems(plain, validator, kind, undefined);
    });
    const problems = found.includes(undefined) ? undefined : found[0];
    if (problems !== undefined) report(root.reporter, kind, value, problems);
  }
}

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
  [first, ...others]: readonly Problem[],
): void {
  if (first === undefined) return;
  let here = value;
  for (const key of pointerKeys(first.at) ?? []) here = here.get(key) ?? here;
  const { at, message } = first;
  reporter.report("example-mismatch", here.at, { kind, at, message, others: others.length });
}
