import { readFileSync, writeFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import standaloneCode from "ajv/dist/standalone/index.js";

// node ajv-standalone.mjs SCHEMAS full|fast OUT: Ajv's validators of body schemas, one CommonJS
// module, which exports them as `check0`, `check1`…

const [schemas, mode, out] = process.argv.slice(2);
const bodies = JSON.parse(readFileSync(schemas, "utf8"));
const ajv = new Ajv.default({ strict: false, logger: false, code: { source: true } });
addFormats.default(ajv, { mode });
const checks = bodies.schemas.map((schema, index) => [`check${index}`, schema]);
const definitions = Object.entries(bodies.named).concat(checks);
ajv.addSchema(
  {
    definitions: Object.fromEntries(definitions.map(([name, schema]) => [name, draft4(schema)])),
  },
  "bodies",
);
const references = checks.map(([name]) => [name, `bodies#/definitions/${name}`]);
writeFileSync(out, standaloneCode.default(ajv, Object.fromEntries(references)));

/**
 * A schema of OpenAPI 3.0 as Ajv reads it. Beside `$ref` nothing counts, nor does `nullable` without
 * `type`, which Ajv would throw at; what only describes goes.
 */
function draft4(schema) {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(draft4);
  if (typeof schema.$ref === "string") {
    return { $ref: schema.$ref.replace("#/components/schemas/", "#/definitions/") };
  }
  const kept = Object.entries(schema).filter(
    ([key]) =>
      !/^(?:example|examples|default|discriminator|xml|externalDocs|x-.*)$/.test(key) &&
      (key !== "nullable" || schema.type !== undefined),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key === "enum") return [key, value];
      if (key !== "properties") return [key, draft4(value)];
      const properties = Object.entries(value).map(([name, each]) => [name, draft4(each)]);
      return [key, Object.fromEntries(properties)];
    }),
  );
}
