import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { planProject } from "../../src/plan/plan-project.js";
import { readDocument } from "../../src/read-document.js";
import { renderFile } from "../../src/render/render-file.js";
import { filesBelow, generateInto, temporaryFolder } from "./generate-into.js";

/** Names by kind; the same word may stand under several. */
interface Names {
  readonly operations: readonly string[];
  readonly schemas: readonly string[];
  readonly schemes: readonly string[];
  readonly upstreams: readonly string[];
}

const KINDS = ["operations", "schemas", "schemes", "upstreams"] as const;

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});

/** A document in which each operation uses one of everything. */
function documentOf({ operations, schemas, schemes, upstreams }: Names): string {
  const turn = <Value>(list: readonly Value[], index: number) => list[index % list.length];
  const count = Math.max(operations.length, schemas.length, schemes.length, upstreams.length);
  const paths = Array.from({ length: count }, (_, index) => {
    const scheme = turn(schemes, index);
    const schema = { $ref: `#/components/schemas/${turn(schemas, index)}` };
    const operation = {
      operationId: operations[index] ?? `extra number ${index}`,
      ...(scheme !== undefined && { security: [{ [scheme]: [] }] }),
      ...(schemas.length > 0 && {
        requestBody: { content: { "application/json": { schema } } },
      }),
      "x-amazon-apigateway-integration": {
        type: "http_proxy",
        httpMethod: "POST",
        uri: `https://${turn(upstreams, index) ?? "only"}.example.com/`,
      },
    };
    return [`/${index}`, { post: operation }] as const;
  });
  const validator = "x-amazon-apigateway-request-validator";
  return JSON.stringify({
    openapi: "3.0.1",
    info: { title: "Names", version: "1" },
    [validator]: "all",
    [`${validator}s`]: { all: { validateRequestBody: true } },
    paths: Object.fromEntries(paths),
    components: {
      schemas: Object.fromEntries(schemas.map((name) => [name, { type: "object" }])),
      securitySchemes: Object.fromEntries(
        schemes.map((name) => [name, { type: "http", scheme: "basic" }]),
      ),
    },
  });
}

/** Every file of the project with the names that it exports: `src/hooks/token.ts token`. */
async function namesOf(names: Names): Promise<ReadonlySet<string>> {
  await writeFile(join(folder, "openapi.json"), documentOf(names));
  const reporter = new Reporter();
  const { model } = await readDocument({ document: "openapi.json", cwd: folder }, reporter);
  expect(reporter.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (model === undefined) throw new Error("there is no model");
  const { files } = planProject(
    model,
    {
      packageName: "names",
      document: "openapi.json",
      generatorSpec: undefined,
    },
    (file) => file,
  );
  return new Set(
    files
      .filter(({ path, content }) => content.kind === "template" && path.endsWith(".ts"))
      .flatMap((file) =>
        Array.from(
          renderFile(file).matchAll(/^export (?:const|function|interface|type) (\w+)/gm),
          ([, name]) => `${file.path} ${name}`,
        ),
      ),
  );
}

const word = fc.constantFrom("pet", "token", "upstream", "isPet", "http", "delete", "Array", "odd");
const tail = fc.constantFrom("", "s", "2", "Of", "-all");
const anyName = fc.tuple(word, tail).map((parts) => parts.join(""));
/** Names that give different files, whatever the kind makes of them. */
const distinct = fc.uniqueArray(anyName, {
  minLength: 1,
  maxLength: 4,
  selector: (name) => name.toLowerCase().replace(/[^a-z0-9]/g, ""),
});
const host = fc.uniqueArray(fc.constantFrom("pet", "token", "upstream", "odd", "ispet"), {
  minLength: 1,
  maxLength: 4,
});

test("one more element renames no file and no export of the others", async () => {
  const documents = fc.record({
    operations: distinct,
    schemas: distinct,
    schemes: distinct,
    upstreams: host,
  });
  await fc.assert(
    fc.asyncProperty(documents, fc.constantFrom(...KINDS), async (all, kind) => {
      // Operations number the paths, so only the last of them can go.
      const fewer = { ...all, [kind]: all[kind].slice(0, -1) };
      fc.pre(fewer.operations.length > 0 && fewer.upstreams.length > 0);
      const [before, after] = [await namesOf(fewer), await namesOf(all)];
      const lost = [...before].filter((name) => !after.has(name) && !name.includes("extraNumber"));
      expect(lost).toEqual([]);
    }),
    { numRuns: 120, seed: 7 },
  );
});

test.each([
  ["operations", "listPets", "list-pets", "src/generated/routes/listPets.ts listPets"],
  ["schemas", "Pet", "pet", "src/generated/validators/Pet.ts isPet"],
  ["schemes", "petToken", "pet_token", "src/hooks/petToken.ts petToken"],
] as const)("of %s that want one name, the one that is called so keeps it", async (...row) => {
  const [kind, exact, other, kept] = row;
  const rest = { operations: ["first"], schemas: ["A"], schemes: ["a"], upstreams: ["a"] };
  const alone = await namesOf({ ...rest, [kind]: [exact] });
  const both = await namesOf({ ...rest, [kind]: [other, exact] });
  expect(alone).toContain(kept);
  expect(both).toContain(kept);
  expect(both.size).toBeGreaterThan(alone.size);
});

test("what the document has no name for is called by its place", async () => {
  const document = {
    openapi: "3.0.3",
    info: { title: "Unnamed", version: "1" },
    servers: [{ url: "https://pets.example.com" }],
    paths: {
      "/a": {
        post: {
          requestBody: { content: { "application/json": { schema: { type: "object" } } } },
          responses: {},
        },
      },
    },
  };
  const own = await temporaryFolder();
  await generateInto(own, JSON.stringify(document));
  const files = await filesBelow(join(own, "gateway"));
  expect([...files.keys()]).toContain("src/generated/validators/PostABody.ts");
  expect(files.get(".env.example")).toContain("\n# Base URL of the upstream.\nUPSTREAM_URL=");
});
