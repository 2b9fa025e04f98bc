import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { printDiagnostics } from "../../src/diagnostics/print.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import { planProject } from "../../src/plan/plan-project.js";
import { readDocument } from "../../src/read-document.js";
import { renderFile } from "../../src/render/render-file.js";
import { ROOT, temporaryFolder, writeFiles } from "./generate-into.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const DOCUMENTS = [
  "test/cases/clean-amazon/openapi.yaml",
  "test/cases/clean-http-api/openapi.yaml",
  "test/cases/clean-plain/openapi.yaml",
  "test/project/everything.yaml",
  "test/project/gateway-amazon.yaml",
  "test/project/gateway-plain.yaml",
  "test/project/http-api.yaml",
  "test/project/services.yaml",
  "test/project/services-http.yaml",
  "samples/orders/openapi.yaml",
].map(
  (path) =>
    parse(readFileSync(join(ROOT, path), "utf8"), { merge: true, logLevel: "silent" }) as Json,
);

/** Values that mean something at one place or another, and are wrong at all the others. */
const ODD: readonly Json[] = [
  "",
  "null",
  "__proto__",
  "${name}",
  "${stageVariables.name}",
  "$context.requestId",
  "a\u0000\r\n\u2028\ud800*/`${1}",
  "{a}{b",
  "/{a+}/{a}",
  "https://[",
  "http://{host}:port/%zz",
  "-1e400",
  -1,
  0.5,
  1e21,
  { Ref: "AWS::NoValue" },
  { Ref: "Name" },
  { "Fn::If": ["Condition", "a", { Ref: "AWS::NoValue" }] },
  { "Fn::Join": ["", ["https://", { Ref: "Host" }]] },
  { "Fn::Sub": [] },
  { "Fn::Select": [{}, [null]] },
  { $ref: "#" },
  { $ref: "#/paths" },
  { $ref: "#/components/schemas" },
  { $ref: "" },
  { $ref: "#/info/title" },
  { $ref: null },
  [[[{ type: "object" }]]],
  { type: "array", items: { type: "array", items: {} } },
  { ["__proto__"]: { type: "string" }, constructor: 1, toString: null },
  Array.from({ length: 150 }).reduce<Json>((inside) => [inside], []),
  Array.from({ length: 90 }).reduce<Json>((inside) => ({ properties: { a: inside } }), {}),
];

/** Where a member stands, and what it stands in. */
interface Place {
  readonly holder: Json[] | { [key: string]: Json };
  readonly key: string;
}

function placesIn(value: Json): Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    { holder: value, key },
    ...placesIn(member),
  ]);
}

/** What is done to one of a document's values. */
const harm = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD).map((value) => ({ kind: "replace", value })) },
  {
    weight: 2,
    arbitrary: fc
      .jsonValue({ maxDepth: 3 })
      .map((value) => ({ kind: "replace", value: value as Json })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "delete" }) },
  { weight: 2, arbitrary: fc.noBias(fc.nat()).map((other) => ({ kind: "copy", other })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("", "a", "__proto__", "x-amazon-apigateway-a", "$ref", "GET")
      .map((name) => ({ kind: "rename", name })),
  },
) as fc.Arbitrary<Harm>;

type Harm =
  | { readonly kind: "replace"; readonly value: Json }
  | { readonly kind: "delete" }
  | { readonly kind: "rename"; readonly name: string }
  /** Takes the value of another place: of the wrong kind, or there twice. */
  | { readonly kind: "copy"; readonly other: number };

function harmed(document: Json, chosen: number, done: Harm): Json {
  const copy = structuredClone(document);
  const places = placesIn(copy);
  const { holder, key } = places[chosen % places.length] as Place;
  const members = holder as Record<string, Json>;
  const put = (name: string, value: Json) =>
    Object.defineProperty(members, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const value = members[key] as Json;
  switch (done.kind) {
    case "replace":
      put(key, done.value);
      break;
    case "copy": {
      const other = places[done.other % places.length] as Place;
      put(key, structuredClone((other.holder as Record<string, Json>)[other.key] as Json));
      break;
    }
    case "rename":
      if (!Array.isArray(holder)) put(done.name, value);
      break;
    case "delete":
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete members[key];
  }
  return copy;
}

/** Does everything with a document but writing: a project that parses comes of it, or an error that says where. */
async function generated(folder: string, document: Json): Promise<void> {
  await writeFiles(folder, { "openapi.json": JSON.stringify(document) });
  const reporter = new Reporter();
  const { model, source } = await readDocument({ document: "openapi.json", cwd: folder }, reporter);
  printDiagnostics(reporter.diagnostics, source, { color: false });
  if (reporter.hasErrors) {
    const errors = reporter.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.filter(({ at }) => at === undefined)).toEqual([]);
    return;
  }
  if (model === undefined) throw new Error("there is neither a model nor an error");
  const { files } = planProject(
    model,
    {
      packageName: "gateway",
      arguments: [],
      document: "openapi.json",
      generatorSpec: undefined,
    },
    (file) => file,
  );
  for (const file of files) if (file.content.kind !== "copy") renderFile(file);
}

test("one wrong value never makes the generator fail", async () => {
  const folder = await temporaryFolder();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...DOCUMENTS.keys()),
      fc.noBias(fc.nat()),
      harm,
      async (index, chosen, done) => {
        await generated(folder, harmed(DOCUMENTS[index] as Json, chosen, done));
      },
    ),
    { seed: 1, numRuns: 400 },
  );
});

test("a body with no media type to be of fails neither", async () => {
  const operation = {
    "x-gateway": { handler: "add" },
    requestBody: { required: true, content: {} },
    responses: { "200": { description: "OK" } },
  };
  await generated(await temporaryFolder(), {
    openapi: "3.0.3",
    info: { title: "Pets", version: "1" },
    paths: { "/pets": { post: operation } },
  });
});
