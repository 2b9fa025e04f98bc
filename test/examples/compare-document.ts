import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Example } from "../../src/dialects/openapi/find-examples.js";
import { findExamples } from "../../src/dialects/openapi/find-examples.js";
import { SchemaReader } from "../../src/dialects/openapi/read-schema.js";
import { SchemaResources } from "../../src/dialects/openapi/schema-resources.js";
import { readVersion } from "../../src/dialects/openapi/spec-version.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { plainValue } from "../../src/load/plain-value.js";
import { readDocument } from "../../src/read-document.js";
import { DirectedSchemas } from "../../src/schema/directed-schemas.js";
import { SchemaInterpreter } from "../../src/schema/schema-interpreter.js";
import type { Direction, NamedSchema, Schema } from "../../src/schema/schema.js";
import { findProblems } from "../../templates/runtime/validation.js";
import { compileSchemas } from "../schema/compile-validators.js";
import { compileWithAjv } from "../schema/differential/compile-with-ajv.js";
import { ajvSchema } from "./ajv-schema.js";

export interface Job {
  readonly document: string;
  readonly cwd: string;
  /** Where the validators are written. */
  readonly folder: string;
}

/** What came of the examples of one document. */
export interface Comparison {
  readonly refused: boolean;
  /** How many examples were held against their schemas by both. */
  readonly compared: number;
  readonly fitting: number;
  readonly differences: readonly Difference[];
}

/** An example on which the two do not agree, or that one of them could not judge. */
export interface Difference {
  /** `file:line`. */
  readonly where: string;
  readonly ours: string;
  /** Also what is interpreted, where it says something else. */
  readonly ajv: string;
  /** Keywords and formats that the schema has anywhere: what a difference may be due to. */
  readonly schema: string;
}

/**
 * Holds the examples of a document against its schemas, by generated validators and by Ajv; what is
 * interpreted must say what the validators say.
 */
export async function compareDocument({ document, cwd, folder }: Job): Promise<Comparison> {
  const reporter = new Reporter();
  const { source } = await readDocument({ document, cwd }, reporter);
  const read = source.root(new Reporter());
  const version = read && readVersion(read);
  if (read === undefined || version === undefined || reporter.hasErrors) {
    return { refused: true, compared: 0, fitting: 0, differences: [] };
  }
  const rules = version.schemaRules;
  const root = read.knowing(new SchemaResources(source, rules));
  const reader = new SchemaReader(rules);
  const cases = findExamples(root, version).flatMap((example) => {
    const value = plainValue(example.value);
    const { schema: written } = example;
    const schema = example.isParameter ? reader.readParameter(written) : reader.read(written);
    if (value === undefined) return [];
    return example.directions.map((direction) => ({ example, value, schema, direction }));
  });
  const schemas = cases.map(({ schema }) => schema);
  const directed = new DirectedSchemas(reader.named(schemas));
  const named = inBothDirections(directed, schemas);
  const interpreter = new SchemaInterpreter((id) => named.get(id)?.schema);
  const checked = cases.map((each) => {
    const schema = directed.of(each.schema, each.direction);
    return { ...each, schema, interpreted: interpreter.validatorOf(schema) };
  });
  const validators = await compileSchemas(
    await mkdtemp(join(folder, "validators-")),
    checked.map(({ schema }) => schema),
    [...named.values()],
  );
  const differences: Difference[] = [];
  let fitting = 0;
  for (const [index, { example, value, direction, interpreted }] of checked.entries()) {
    const problems = validators[index]?.(value);
    const schema = ajvSchema(example.schema, rules, direction);
    const judged = verdictOf(schema, rules.draft, value);
    const found = findProblems(value, interpreted, "body", undefined);
    const isSame = JSON.stringify(found?.[0]) === JSON.stringify(problems?.[0]);
    const verdict = isSame ? judged : `${judged}; interpreted: ${JSON.stringify(found)}`;
    if (problems === undefined) fitting += 1;
    if (verdict === (problems === undefined ? "valid" : "invalid")) continue;
    const [first] = problems ?? [];
    const ours = first === undefined ? "valid" : `${first.at} ${first.message}`;
    differences.push({
      where: placeOf(example),
      ours,
      ajv: verdict,
      schema: JSON.stringify(schema),
    });
  }
  return { refused: false, compared: cases.length, fitting, differences };
}

function inBothDirections(
  directed: DirectedSchemas,
  schemas: readonly Schema[],
): ReadonlyMap<string, NamedSchema> {
  const directions: readonly Direction[] = ["requests", "responses"];
  const named = directions.flatMap((direction) => directed.named(schemas, direction));
  return new Map(named.map((each) => [each.id, each]));
}

function verdictOf(schema: object, draft: 4 | "2020-12", value: unknown): string {
  try {
    return compileWithAjv(schema, draft)(value) === true ? "valid" : "invalid";
  } catch (error) {
    return String(error);
  }
}

function placeOf({ value }: Example): string {
  const position = value.source.locate(value.at);
  return `${value.file.name}:${position?.line} ${value.pointer}`;
}
