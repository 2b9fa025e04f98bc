import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SchemaRules } from "../../src/dialects/openapi/schema-rules.js";
import type { Schema } from "../../src/schema/schema.js";
import { SchemaInterpreter } from "../../src/schema/schema-interpreter.js";
import { findProblems } from "../../templates/runtime/validation.js";
import type { Compiled } from "./compile-validators.js";
import { compileValidators } from "./compile-validators.js";

// Runs the JSON-Schema-Test-Suite (https://github.com/json-schema-org/JSON-Schema-Test-Suite, MIT, its
// tests of two drafts, of 2025) through generated validators. SHOW_SUITE=1 lists what fails.

const FOLDER = join(import.meta.dirname, "../json-schema-test-suite");
const SUITE = join(FOLDER, "tests");

/** Why the tests of a group, or of a whole file, fail: by draft, and `file` or `file: group`. */
const EXCEPTIONS = JSON.parse(
  readFileSync(join(import.meta.dirname, "suite-exceptions.json"), "utf8"),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Group {
  readonly file: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

function readGroups(draft: string): readonly Group[] {
  const files = readdirSync(join(SUITE, draft), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .toSorted();
  return files.flatMap((file) => {
    const groups = JSON.parse(readFileSync(join(SUITE, draft, file), "utf8")) as Group[];
    return groups.map((group) => ({ ...group, file: file.replace(/\.json$/, "") }));
  });
}

/** What the suite expects to find at URIs. */
function readRemotes(): Readonly<Record<string, object>> {
  const read = (path: string) => JSON.parse(readFileSync(join(FOLDER, path), "utf8")) as object;
  const files = readdirSync(join(FOLDER, "remotes"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.split(sep).join("/"));
  return {
    ...Object.fromEntries(
      files.map((file) => [`http://localhost:1234/${file}`, read(`remotes/${file}`)]),
    ),
    "http://json-schema.org/draft-04/schema": read("metaschemas/draft-04.json"),
  };
}

const RULES: Readonly<Record<string, SchemaRules>> = {
  draft4: {
    draft: 4,
    nullable: undefined,
    directions: false,
    typeLists: true,
    booleanSchemas: false,
    refSiblings: false,
    identifier: "id",
    discriminator: false,
    formats: true,
  },
  "draft2020-12": {
    draft: "2020-12",
    nullable: undefined,
    directions: false,
    typeLists: true,
    booleanSchemas: true,
    refSiblings: true,
    identifier: "$id",
    discriminator: false,
    formats: true,
  },
};

const counted = { total: 0, failures: 0 };

describe.each(Object.entries(RULES))("%s", (draft, rules) => {
  // Its tests say that formats only tell by default; all others are of formats that are checked.
  const groups = readGroups(draft).filter(({ file }) => file !== "format");
  let folder = "";
  let compiled: readonly Compiled[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatewright-suite-"));
    compiled = await compileValidators(
      folder,
      groups.map(({ schema }) => schema),
      rules,
      readRemotes(),
    );
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("every verdict is the suite's, but for the exceptions", () => {
    const failures = groups.flatMap((group, index) => {
      const of = compiled[index];
      const name = `${group.file}: ${group.description}`;
      return group.tests.flatMap(({ description, data, valid }) => {
        const why = of?.kind === "validator" ? "" : ` (refused: ${of?.errors[0]?.message})`;
        const isRight = of?.kind === "validator" && of.validate(data) === valid;
        return isRight ? [] : [{ name, file: group.file, text: `${description}${why}` }];
      });
    });
    const total = groups.flatMap((group) => group.tests).length;
    const exceptions = Object.keys(EXCEPTIONS[draft] ?? {});
    const isExcepted = ({ name, file }: { readonly name: string; readonly file: string }) =>
      exceptions.includes(name) || exceptions.includes(file);
    if (process.env["SHOW_SUITE"] !== undefined) {
      console.log(`${draft}: ${failures.length} of ${total} fail`);
      for (const { name, text } of failures) console.log(`${name}: ${text}`);
    }
    expect(failures.filter((each) => !isExcepted(each))).toEqual([]);
    const stale = exceptions.filter((each) =>
      failures.every(({ name, file }) => name !== each && file !== each),
    );
    expect(stale).toEqual([]);
    counted.total += total;
    counted.failures += failures.length;
  });

  test("what is interpreted says the same as what is printed", () => {
    const byId = new Map<string, Schema>();
    for (const each of compiled) {
      const named = each.kind === "validator" ? each.named : [];
      for (const { id, schema } of named) byId.set(id, schema);
    }
    const interpreter = new SchemaInterpreter((id) => byId.get(id));
    const differing = groups.flatMap((group, index) => {
      const printed = compiled[index];
      if (printed?.kind !== "validator") return [];
      const interpreted = interpreter.validatorOf(printed.schema);
      return group.tests.flatMap(({ description, data }) => {
        const found = findProblems(data, interpreted, "body", undefined)?.[0];
        const isSame = JSON.stringify(found) === JSON.stringify(printed.findProblems(data)?.[0]);
        return isSame ? [] : [`${group.file}: ${group.description}: ${description}`];
      });
    });
    expect(differing).toEqual([]);
  });
});

test("the exceptions are fewer than two in a hundred", () => {
  expect(counted.total).toBeGreaterThan(2500);
  expect(counted.failures / counted.total).toBeLessThan(0.02);
});
