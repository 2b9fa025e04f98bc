import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { checkConfig } from "../../src/config/check-config.js";
import { configFields } from "../../src/config/config-fields.js";
import { configSchema } from "../../src/config/json-schema.js";
import { Reporter } from "../../src/diagnostics/reporter.js";

const bySchema = new Ajv({ strictRequired: false }).compile(configSchema());

function isTaken(config: unknown): boolean {
  return checkConfig(config, "gatewright.config.json", new Reporter()) !== undefined;
}

/** Values that a field takes. The others that are drawn from them are refused, but for these. */
const TAKEN: Readonly<Record<keyof typeof configFields, readonly unknown[]>> = {
  document: ["openapi.yaml", "rest"],
  out: ["gateway", "rest"],
  overlays: [[], ["o.yaml"], ["unknown-tag"]],
  vars: [{}, { "AWS::Region": "", __proto: "x" }],
  varsFile: ["prod.tfvars", "rest"],
  allowRefs: [[], ["../shared"], ["unknown-tag"]],
  allow: [[], ["unknown-tag"]],
  api: ["rest", "http"],
  basepath: ["ignore", "prepend", "split"],
  omitUnsupported: [true, false],
  generatorSpec: ["../..", "rest"],
  maxWarnings: [0, 7],
};

const REFUSED = [
  null,
  "",
  1.5,
  -1,
  [1],
  [""],
  { "a=b": "" },
  { "": "" },
  { a: 1 },
  { targets: {} },
];

const names = Object.keys(TAKEN) as (keyof typeof TAKEN)[];

test.each(names)("%s: schema and reader take and refuse the same", (name) => {
  for (const value of TAKEN[name]) {
    const config = { document: "openapi.yaml", [name]: value };
    expect([bySchema(config), isTaken(config)], JSON.stringify(value)).toEqual([true, true]);
    const several = { targets: { pets: config }, $schema: "x" };
    expect([bySchema(several), isTaken(several)]).toEqual([true, true]);
  }
  const others = names.flatMap((each) => TAKEN[each]);
  const kind = (value: unknown) => (Array.isArray(value) ? "list" : typeof value);
  const kinds = TAKEN[name].map(kind);
  for (const value of [...REFUSED, ...others.filter((each) => !kinds.includes(kind(each)))]) {
    const config = { document: "openapi.yaml", [name]: value };
    expect([bySchema(config), isTaken(config)], JSON.stringify(value)).toEqual([false, false]);
  }
});

test.each([
  {},
  null,
  [],
  { targets: {} },
  { targets: { pets: {} } },
  { targets: { "a b": { document: "a" } } },
  { targets: { a: { document: "a" } }, document: "a" },
  { targets: { a: { document: "a", $schema: "x" } } },
  { document: "a", unknown: 1 },
])("%j is refused by both", (config) => {
  expect([bySchema(config), isTaken(config)]).toEqual([false, false]);
});
