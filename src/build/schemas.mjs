import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { rolldown } from "rolldown";

// npm run schemas: prints the schemas of x-gateway from the table of its fields.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const bundle = await rolldown({ input: `${ROOT}src/dialects/gateway/json-schema.ts` });
const { output } = await bundle.generate({ format: "esm" });
const source = `data:text/javascript,${encodeURIComponent(output[0].code)}`;
const { gatewaySchema, documentSchema } = await import(source);
const schemas = {
  "x-gateway.schema.json": gatewaySchema(),
  "x-gateway.document.schema.json": documentSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  const config = await resolveConfig(`${ROOT}${name}`);
  writeFileSync(
    `${ROOT}${name}`,
    await format(JSON.stringify(schema), { ...config, parser: "json" }),
  );
}
