import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApi3 } from "../../src/dialects/openapi/openapi-3.js";
import { SchemaInterpreter } from "../../src/schema/schema-interpreter.js";
import type { JsonValue } from "../../src/schema/schema.js";
import type { Problem } from "../../templates/runtime/gateway-error.js";
import { findProblems } from "../../templates/runtime/validation.js";
import type { Compiled } from "./compile-validators.js";
import { compileValidators } from "./compile-validators.js";
import { AJV_DEVIATIONS } from "./differential/ajv-deviations.js";
import { compileWithAjv } from "./differential/compile-with-ajv.js";
import { drawCases } from "./differential/draw.js";
import type { Draft } from "./differential/draw-schema.js";
import { drawSchema } from "./differential/draw-schema.js";
import { FOUND_CASES } from "./differential/found-cases.js";
import { drawValue } from "./differential/draw-value.js";

// Holds generated validators against Ajv by random schemas and values near them. DIFFERENTIAL_SCHEMAS
// says how many schemas of each draft, DIFFERENTIAL_SEED which.

const SCHEMAS = Number(process.env["DIFFERENTIAL_SCHEMAS"] ?? 150);
const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 1);
const VALUES = 16;
const TIMEOUT = 20_000 + 100 * SCHEMAS;

const DRAFTS: Readonly<Record<string, Draft>> = { "OpenAPI 3.0": 4, "OpenAPI 3.1": "2020-12" };
const deviations = Object.values(AJV_DEVIATIONS);

describe.each(Object.entries(DRAFTS))("%s", (_, draft) => {
  const cases = drawCases(SCHEMAS, SEED, (draw) => {
    const schema = drawSchema(draw, draft);
    return { schema, values: draw.times(VALUES, () => drawValue(draw, schema)) };
  });
  const own = deviations.filter((each) => each.draft === draft);
  const found = FOUND_CASES.filter((each) => each.draft === draft);
  let folder = "";
  let compiled: readonly Compiled[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatewright-differential-"));
    const schemas = [...cases, ...own, ...found].map(({ schema }) => schema);
    compiled = await compileValidators(folder, schemas, openApi3(draft === 4 ? 0 : 1).schemaRules);
  }, TIMEOUT);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test(
    "every verdict is Ajv's, but for its deviations",
    () => {
      const counted = { valid: 0, invalid: 0, excepted: 0 };
      const differing = cases.flatMap(({ schema, values }, index) => {
        const ours = findProblemsBy(compiled[index]);
        const theirs = verdictBy(schema, draft);
        return values.flatMap((value) => {
          const problems = ours(value);
          const verdict = theirs(value);
          counted[problems === undefined ? "valid" : "invalid"] += 1;
          if (verdict === (problems === undefined)) return [];
          const isExcepted = deviations.some((each) => each.covers(schema, value, verdict));
          if (isExcepted) counted.excepted += 1;
          const shown = JSON.stringify({ schema, value, ours: problems ?? "valid", ajv: verdict });
          return isExcepted ? [] : [shown];
        });
      });
      expect(differing).toEqual([]);
      const total = SCHEMAS * VALUES;
      expect(counted.valid / total).toBeGreaterThan(0.2);
      expect(counted.invalid / total).toBeGreaterThan(0.2);
      expect(counted.excepted / total).toBeLessThan(0.02);
    },
    TIMEOUT,
  );

  test("what is interpreted says the same as what is printed", () => {
    const differing = cases.flatMap(({ schema, values }, index) => {
      const validator = compiled[index];
      if (validator?.kind !== "validator") throw new Error("refused");
      const byId = new Map(validator.named.map((each) => [each.id, each.schema]));
      const interpreter = new SchemaInterpreter((id) => byId.get(id));
      const interpreted = interpreter.validatorOf(validator.schema);
      return values.flatMap((value) => {
        const [printed, found] = [
          validator.findProblems(value),
          findProblems(value, interpreted, "body", undefined),
        ];
        const isSame = JSON.stringify(printed?.[0]) === JSON.stringify(found?.[0]);
        return isSame ? [] : [JSON.stringify({ schema, value, printed, found })];
      });
    });
    expect(differing).toEqual([]);
  });

  test("every problem is at a value, or at a member that is missing", () => {
    const lost = cases.flatMap(({ schema, values }, index) => {
      const find = findProblemsBy(compiled[index]);
      return values.flatMap((value) => {
        const problems = find(value);
        const isGood =
          problems === undefined || (problems.length > 0 && problems.every(leadsInto(value)));
        return isGood ? [] : [JSON.stringify({ schema, value, problems })];
      });
    });
    expect(lost).toEqual([]);
  });

  test.each(own.map((each, index) => [each.why, each, index] as const))(
    "Ajv still deviates: %s",
    (_why, { schema, value, valid }, index) => {
      const problems = findProblemsBy(compiled[cases.length + index])(value);
      expect(problems === undefined).toBe(valid);
      expect(verdictBy(schema, draft)(value)).not.toBe(valid);
    },
  );

  test.each(found.map((each, index) => [JSON.stringify(each.schema), each, index] as const))(
    "found before: %s",
    (_schema, { schema, value, valid }, index) => {
      const problems = findProblemsBy(compiled[cases.length + own.length + index])(value);
      expect(problems === undefined).toBe(valid);
      expect(verdictBy(schema, draft)(value)).toBe(valid);
    },
  );
});

function findProblemsBy(compiled: Compiled | undefined) {
  if (compiled?.kind === "validator") return compiled.findProblems;
  throw new Error(`refused: ${JSON.stringify(compiled?.errors)}`);
}

/** What Ajv answers, or throws. */
function verdictBy(schema: object, draft: Draft): (value: unknown) => unknown {
  const validate = compileWithAjv(schema, draft);
  return (value) => {
    try {
      return validate(value);
    } catch (error) {
      return String(error);
    }
  };
}

function leadsInto(value: JsonValue): (problem: Problem) => boolean {
  return ({ at, keyword }) => {
    const keys = at.split("/").slice(1);
    const isMissing = keyword === "required" || keyword === "dependentRequired";
    const path = isMissing ? keys.slice(0, -1) : keys;
    let here: unknown = value;
    for (const each of path) {
      const key = each.replaceAll("~1", "/").replaceAll("~0", "~");
      if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return false;
      here = (here as Readonly<Record<string, unknown>>)[key];
    }
    return !isMissing || keys.length > 0;
  };
}
