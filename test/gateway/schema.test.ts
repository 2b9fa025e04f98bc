import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { format, resolveConfig } from "prettier";
import { describe, expect, test } from "vitest";
import { configSchema } from "../../src/config/json-schema.js";
import { Reporter } from "../../src/diagnostics/reporter.js";
import type { Bounds } from "../../src/dialects/gateway/bounds.js";
import type { Field, Fields, Place, Shape } from "../../src/dialects/gateway/field.js";
import { PLACES } from "../../src/dialects/gateway/field.js";
import { gatewayFields } from "../../src/dialects/gateway/fields.js";
import { documentSchema, gatewaySchema } from "../../src/dialects/gateway/json-schema.js";
import { readDocument } from "../../src/read-document.js";
import { temporaryFolder } from "../load/temporary-folder.js";

const ROOT = join(import.meta.dirname, "../..");

describe.each([
  ["x-gateway.schema.json", gatewaySchema],
  ["x-gateway.document.schema.json", documentSchema],
  ["gatewright.config.schema.json", configSchema],
] as const)("%s", (name, schema) => {
  test("is what `npm run schemas` prints", async () => {
    const path = join(ROOT, name);
    const config = await resolveConfig(path);
    const printed = await format(JSON.stringify(schema()), { ...config, parser: "json" });
    expect(readFileSync(path, "utf8")).toBe(printed);
  });

  test("is shipped, and exported", () => {
    const { files, exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      readonly files: readonly string[];
      readonly exports: Readonly<Record<string, unknown>>;
    };
    expect(files).toContain(name);
    expect(exports[`./${name}`]).toBe(`./${name}`);
  });
});

const ajv = new Ajv({ keywords: ["doNotSuggest"], strictTypes: false });
const takesDocument = ajv.compile(documentSchema());
const takesRoot = ajv.compile(gatewaySchema());

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

const JSON_CONTENT = { content: { "application/json": {} } };
const BODIES = {
  requestBody: JSON_CONTENT,
  responses: { "200": { description: "OK", ...JSON_CONTENT } },
};

/** A document with this object at a place, and an upstream that it may choose. */
function documentWith(place: Place, gateway: unknown) {
  const at = (each: Place) => (each === place ? { "x-gateway": gateway } : {});
  const choosesAtRoot = place === "root" && isObject(gateway) && Object.hasOwn(gateway, "upstream");
  return {
    openapi: "3.1.0",
    info: { title: "Example", version: "1" },
    servers: [{ url: "https://first.example.com" }],
    "x-gateway": { upstreams: { animals: {} } },
    ...(choosesAtRoot ? { "x-gateway": { upstreams: { animals: {} }, ...gateway } } : at("root")),
    paths: { "/animals": { ...at("path item"), post: { ...at("operation"), ...BODIES } } },
    components: {
      securitySchemes: { token: { ...schemeFor(gateway), ...at("security scheme") } },
    },
  };
}

/** A scheme that can have this object. */
function schemeFor(gateway: unknown): object {
  const [name = ""] = isObject(gateway) ? Object.keys(gateway) : [];
  return SCHEMES.get(name) ?? { type: "http", scheme: "bearer" };
}

const SCHEMES: ReadonlyMap<string, object> = new Map([
  ["apiKeys", { type: "apiKey", in: "header", name: "x-key" }],
  ["users", { type: "http", scheme: "basic" }],
]);

async function readerTakes(place: Place, gateway: unknown): Promise<boolean> {
  const document = JSON.stringify(documentWith(place, gateway));
  const reporter = new Reporter();
  const cwd = temporaryFolder({ "openapi.json": document });
  await readDocument({ document: "openapi.json", cwd }, reporter);
  return !reporter.hasErrors;
}

async function expectAlike(place: Place, gateway: unknown, taken: boolean): Promise<void> {
  const shown = `${place}: ${JSON.stringify(gateway)}`;
  expect(takesDocument(documentWith(place, gateway)), `the schema, ${shown}`).toBe(taken);
  if (place === "root") expect(takesRoot(gateway), `the object's schema, ${shown}`).toBe(taken);
  expect(await readerTakes(place, gateway), `the reader, ${shown}`).toBe(taken);
}

type Example = readonly [value: unknown, taken: boolean];

const NEVER: readonly Example[] = [null, true, [], ["off"], 1.5, "", "two words"].map(
  (value) => [value, false] as const,
);

/** What a field takes and what it does not, by its kind. */
function examplesOf(field: Field): readonly Example[] {
  if ("notYet" in field) return [{}, [], true, "x", 1].map((value) => [value, false] as const);
  return examplesOfShape(field.shape);
}

function examplesOfShape(shape: Shape): readonly Example[] {
  switch (shape.kind) {
    case "choice": {
      const good = shape.of.map((word) => [word, true] as const);
      return [...NEVER, ...good, [`${shape.of[0]}f`, false], [{}, false]];
    }
    case "text":
      return [
        // What logs requests must tell them apart.
        ["Any *text* at all: $context.requestId", true],
        [1, false],
        [null, false],
      ];
    case "true or pattern":
      return [
        [true, true],
        ...examplesOfShape({ ...shape, kind: "pattern" }).filter(([value]) => value !== true),
      ];
    case "pattern":
      return [
        ...NEVER,
        ...PATTERNS.map(([text, ...kinds]) => {
          const isTaken = kinds.some((kind) => shape.form.includes(kind));
          return [text, isTaken || WORDS.test(shape.form)] as const;
        }),
      ];
    case "quantity":
      return [...NEVER, ...QUANTITIES[shape.bound]];
    case "true":
      return [true, false, null, {}, "true", 1].map((value) => [value, value === true] as const);
    case "flag":
      return [true, false, null, [], "true", 1].map(
        (value) => [value, typeof value === "boolean"] as const,
      );
    case "amount":
    case "number": {
      const { kind, min, max } = shape;
      const text = kind === "amount" && shape.unit === "time" ? "30s" : "1MB";
      return [
        ...NEVER.filter(([value]) => value !== 1.5 || kind === "amount" || shape.whole),
        [min, true],
        [max, true],
        [min - 0.001, false],
        [max + 1, false],
        [text, kind === "amount"],
        [String(min), false],
      ];
    }
    case "object":
      return [
        ...NEVER,
        [{}, shape.required === undefined],
        ["enforce", false],
        ...memberExamples(shape.fields, shape.together, shape.required),
      ];
    case "alternatives":
      return [
        ...NEVER,
        [{}, false],
        [{ set: {}, add: {} }, false],
        ...memberExamples(shape.fields),
      ];
    case "list":
      return [
        ...["text", {}, null, 1].map((value) => [value, false] as const),
        [[], shape.items === undefined],
        ...examplesOfShape(shape.of).map(([value, taken]) => [[value], taken] as const),
      ];
    case "headers":
      return [
        ...NEVER,
        [{}, true],
        ...["X A", "X:A", "", "Größe", "${name}"].map(
          (name) => [{ [name]: "X-B" }, false] as const,
        ),
        ...examplesOfShape(shape.of).map(([value, taken]) => [{ "X-A": value }, taken] as const),
      ];
    case "origin":
      return [
        ...["*", "https://*", "https://a.test:8443", "${origin}", "https://${host}.test"].map(
          (value) => [value, true] as const,
        ),
        ...[1, null, [], {}, "", "a.test", "https://", "https://a b", " https://a.test", "**"].map(
          (value) => [value, false] as const,
        ),
      ];
    case "header value":
      return [
        ...["two words", "a\tb", "Größe", "${token}", "v1 ${token}, ${other}", "}{"].map(
          (value) => [value, true] as const,
        ),
        ...[1, null, [], {}, "", " ", "a ", " a", "a\r\nb", "a\0", "\u20ac", "\u2028"].map(
          (value) => [value, false] as const,
        ),
      ];
    case "map": {
      const isName = (name: string) => new RegExp(shape.names).test(name);
      const values = examplesOfShape(shape.of);
      const [good] = values.find(([, taken]) => taken) ?? [];
      const usual = NAMES.find(isName) ?? "";
      return [
        ...NEVER,
        [{}, true],
        ...NAMES.map((name): Example => [{ [name]: good }, isName(name)]),
        ...values.map(([value, taken]): Example => [{ [usual]: value }, taken]),
      ];
    }
  }
}

function memberExamples(
  fields: Fields,
  together: readonly string[] = [],
  required: readonly string[] = [],
): readonly Example[] {
  const besides = Object.fromEntries(
    required.map((name) => [name, Object.hasOwn(fields, name) && takenBy(fields[name])]),
  );
  const members = Object.entries(fields).flatMap(([name, field]) =>
    examplesOf(field).map(([value, taken]): Example => {
      const isAlone = !together.includes(name) || required.includes(name);
      const names = isAlone ? [name] : together;
      return [{ ...besides, ...Object.fromEntries(names.map((each) => [each, value])) }, taken];
    }),
  );
  const parts = together.map((name): Example => [{ [name]: "file" }, false]);
  return [...members, ...parts, [{ unknown: 1 }, false]];
}

/** Something that a field takes. */
function takenBy(field: Field | undefined): unknown {
  const [value] = field === undefined ? [] : (examplesOf(field).find(([, taken]) => taken) ?? []);
  return value;
}

/** Names that maps have or refuse: of upstreams, stages, hosts, base paths, and the one operation. */
const NAMES = ["animals", "photo-store_2", "2nd", "a.b", "(none)", "POST /animals", "a b"];

/** What takes any word. */
const WORDS = /PEM|issuer|without blanks|signs of URLs/;

const PATTERNS = [
  ["animals", "letters", "header", "method", "host"],
  ["animals.example.com", "header", "method", "host"],
  ["192.0.2.7", "header", "method"],
  ["/health?deep=1", "query"],
  ["/health#top"],
  ["https://animals.example.com/v1", "URL"],
  ["http://127.0.0.1:9000", "URL"],
  ["ftp://animals.example.com"],
  ["https://me:secret@animals.example.com"],
  ["https://animals.example.com/?key=1"],
  ["https://"],
] as const;

const QUANTITIES: Readonly<Record<keyof Bounds, readonly Example[]>> = {
  timeoutMs: [
    [50, true],
    [300_000, true],
    ["29s", true],
    ["500ms", true],
    [49, false],
    [300_001, false],
    ["29", false],
    ["5m", false],
    ["-5s", false],
  ],
  bodyBytes: [
    [0, true],
    [10_485_760, true],
    ["10MB", true],
    ["512KB", true],
    ["12B", true],
    [-1, false],
    [10_485_761, false],
    ["1 MB", false],
    ["1mb", false],
    ["1GB", false],
  ],
  headerBytes: [
    [1024, true],
    [16_384, true],
    ["8KB", true],
    [1023, false],
    [16_385, false],
    ["8", false],
  ],
};

describe.each(PLACES)("x-gateway at the %s", (place) => {
  const elsewhere = PLACES.flatMap((each) => Object.keys(gatewayFields[each])).filter(
    (name) => !Object.hasOwn(gatewayFields[place], name),
  );

  test.each(Object.entries(gatewayFields[place]))(
    "%s: schema and reader take and refuse the same",
    async (name, field) => {
      const examples = examplesOf(field);
      expect(examples.length).toBeGreaterThan(2);
      const stages = name === "domains" ? { stages: { animals: {} } } : {};
      for (const [value, taken] of examples) {
        await expectAlike(place, { ...stages, [name]: value }, taken);
      }
    },
  );

  test("nothing else", async () => {
    await expectAlike(place, {}, true);
    for (const value of [null, [], "off", 1]) await expectAlike(place, value, false);
    for (const name of ["unknown", "__proto__", "constructor", ...elsewhere]) {
      const gateway: unknown = JSON.parse(`{"${name}": {}}`);
      await expectAlike(place, gateway, false);
    }
  });
});

describe("what only the reader can tell", () => {
  test.each<readonly [Place, unknown]>([
    ["operation", { timeout: "301s" }],
    ["operation", { timeout: "0ms" }],
    ["operation", { limits: { body: "11MB" } }],
    ["root", { limits: { headers: "17KB" } }],
    ["operation", { upstream: "animls" }],
    ["operation", { transform: { request: "same", response: "same" } }],
    ["operation", { transform: { request: "addTenant" }, validate: { request: "warn" } }],
    ["operation", { headers: { request: [{ remove: ["Host"] }] } }],
    ["root", { upstreams: { animals: { url: "https://a.test", targets: ["https://b.test"] } } }],
    ["root", { upstreams: { animals: { url: "https://[" } } }],
    ["security scheme", { hook: true, apiKeys: true }],
    ["root", { cors: { allowOrigins: ["*"], credentials: true } }],
  ])("%s: %j", async (place, gateway) => {
    expect(takesDocument(documentWith(place, gateway))).toBe(true);
    expect(await readerTakes(place, gateway)).toBe(false);
  });
});

test("the schema lets through all that is not x-gateway", () => {
  for (const sample of ["null", "[]", '{"paths": 1}', '{"paths": {"/a": null, "x-b": {}}}']) {
    expect(takesDocument(JSON.parse(sample))).toBe(true);
  }
});
