import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
});
afterAll(() => workshop.close());

const MOCK = {
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  responses: { default: { statusCode: "200" } },
};

function document(extensions: object): string {
  const integration = { "x-amazon-apigateway-integration": MOCK };
  return JSON.stringify({
    openapi: "3.0.1",
    info: { title: "Smoke", version: "1" },
    paths: {
      "/open": { get: integration },
      "/answered": { get: { "x-gateway": { handler: true } } },
      "/guarded": { post: { ...integration, security: [{ token: [] }] } },
    },
    components: { securitySchemes: { token: { type: "apiKey", in: "header", name: "x-token" } } },
    ...extensions,
  });
}

const RESPONSES = "x-amazon-apigateway-gateway-responses";
const POLICY = {
  "x-amazon-apigateway-policy": {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" },
    ],
  },
};

test.each<readonly [string, object]>([
  ["nothing besides", {}],
  [
    "statuses of its own",
    {
      [RESPONSES]: {
        MISSING_AUTHENTICATION_TOKEN: { statusCode: 404 },
        UNAUTHORIZED: { statusCode: 403 },
      },
    },
  ],
  ["one status for all", { [RESPONSES]: { DEFAULT_4XX: { statusCode: 418 } } }],
  ["a resource policy", POLICY],
  [
    "a resource policy and its status",
    { ...POLICY, [RESPONSES]: { ACCESS_DENIED: { statusCode: 404 } } },
  ],
])("the tests of a new project pass for a document with %s", async (_what, extensions) => {
  const folder = await workshop.project();
  const built = await buildGateway(folder, { "openapi.json": document(extensions) }, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ message }) => message).join());
  const file = join(folder, "dist-test/smoke.test.js");
  await build({
    cwd: folder,
    input: "test/smoke.test.ts",
    platform: "node",
    external: /^[^./]/,
    logLevel: "silent",
    output: { file },
  });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--test", "--test-reporter=tap", file],
    {
      // Node refuses to run tests within tests that it knows of.
      env: { PATH: process.env["PATH"] },
    },
  );
  expect(stdout).toMatch(/^# pass [2345]$/m);
  expect(stdout).toMatch(/^# fail 0$/m);
});
