import { readFileSync, writeFileSync } from "node:fs";
import { sample } from "openapi-sampler";

// node sample-values.mjs SCHEMAS: gives body schemas without examples one each.

const [path] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const { named, schemas } = JSON.parse(text, withDecimals);
const document = { components: { schemas: named } };
const examples = schemas.map((schema, index) => ({
  schema: index,
  value: sample(schema, { quiet: true, enablePatterns: true }, document),
  where: `sample ${index}`,
}));
writeFileSync(path, JSON.stringify({ ...JSON.parse(text), examples }));

/** The sampler does not know this format. */
function withDecimals(_key, value) {
  return value?.format === "decimal" ? { ...value, example: "12.50" } : value;
}
