import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { rolldown } from "rolldown";

// npm run schemas: prints the schemas of x-gateway and of configs from the tables of their fields.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const { gatewaySchema, documentSchema } = await bundled("src/dialects/gateway/json-schema.ts");
const { configSchema } = await bundled("src/config/json-schema.ts");
const schemas = {
  "x-gateway.schema.json": gatewaySchema(),
  "x-gateway.document.schema.json": documentSchema(),
  "gatewright.config.schema.json": configSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  const config = await resolveConfig(`${ROOT}${name}`);
  writeFileSync(
    `${ROOT}${name}`,
    await format(JSON.stringify(schema), { ...config, parser: "json" }),
  );
}

/** What a module of `src` exports. */
async function bundled(path) {
  const bundle = await rolldown({ input: `${ROOT}${path}` });
  const { output } = await bundle.generate({ format: "esm" });
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}
