import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { build } from "rolldown";
import { expect, test } from "vitest";
import { MARKS, marksInCode } from "./canary-marks.js";
import { filesBelow, generateInto, temporaryFolder, writeFiles } from "./generate-into.js";

test("marks everywhere at once compile, load and run nothing", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  const mark = MARKS.join("");
  const lit = JSON.stringify(mark);
  const key = (text: string) => JSON.stringify(text + mark);
  const { reporter } = await generateInto(
    folder,
    `{
      "openapi": "3.0.1", "info": { "title": ${lit}, "description": ${lit}, "version": ${lit} },
      "x-amazon-apigateway-request-validators": { ${key("v")}: { "validateRequestBody": true, "validateRequestParameters": true } },
      "paths": { "/a": { "post": {
        "operationId": ${lit}, "summary": ${lit}, "tags": [${lit}],
        "security": [{ ${key("s")}: [${lit}] }],
        "x-amazon-apigateway-request-validator": ${key("v")},
        "parameters": [{ "name": ${key("p")}, "in": "query", "required": true, "description": ${lit} }],
        "requestBody": { "content": { "application/json": { "schema": {
          "description": ${lit}, "type": "object", "required": [${lit}],
          "properties": {
            ${key("a")}: { "type": "string", "enum": [${lit}, "b"], "description": ${lit} },
            ${key("b")}: { "type": "array", "items": { "type": "object", "properties": { ${key("c")}: { "type": "boolean" } } } }
          } } } } },
        "x-amazon-apigateway-integration": { "type": "mock",
          "requestTemplates": { ${key("application/json")}: ${lit.replaceAll("$", "")} },
          "responses": { "default": { "statusCode": 200,
            "responseParameters": { "method.response.header.X": ${JSON.stringify(`'${mark}'`)} },
            "responseTemplates": { ${key("text/plain")}: "plain" } } } }
      } } },
      "components": { "securitySchemes": { ${key("s")}: {
        "type": "apiKey", "in": "header", "name": ${lit}, "description": ${lit} } } }
    }`,
  );
  expect(reporter.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const gateway = join(folder, "gateway");
  const tsc = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "--noEmit"], { cwd: gateway });
  await build({
    cwd: gateway,
    input: "src/generated/gateway.ts",
    platform: "node",
    external: /^[^./]/,
    logLevel: "silent",
    output: { file: "dist/loaded.mjs" },
  });
  await writeFiles(gateway, {
    "load.mjs": `
      const { createGateway } = await import("./dist/loaded.mjs");
      createGateway({ logLevel: "silent", upstreams: {}, trusts: () => false }, {});
      process.stdout.write(String(globalThis.intruder));`,
  });
  const said = execFileSync(process.execPath, ["load.mjs"], { cwd: gateway });
  expect(String(said)).toBe("undefined");
  for (const [path, text] of await filesBelow(gateway)) {
    // The runtime is copied, and has canaries of its own.
    if (path.startsWith("src/generated/runtime/") || !path.endsWith(".ts")) continue;
    expect(marksInCode(path, text)).toEqual([]);
  }
});
