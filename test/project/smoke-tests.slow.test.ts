import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { runSmokeTests } from "../harness/run-smoke-tests.js";

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
  const { passed, failed, output } = await runSmokeTests(folder);
  expect(failed, output).toBe(0);
  expect(passed).toBeGreaterThanOrEqual(2);
});

const PETS = {
  openapi: "3.0.3",
  info: { title: "Pets", version: "1" },
  servers: [{ url: "https://animals.example.com/v1" }],
  paths: {
    "/pets": {
      post: {
        parameters: [
          { name: "dry", in: "query", required: true, schema: { type: "boolean", example: false } },
          { name: "x-tenant", in: "header", schema: { type: "string" }, example: "zoo" },
          { name: "tags", in: "query", schema: { type: "string" } },
        ],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["name"],
                properties: { name: { type: "string", example: "Rex" }, age: { type: "integer" } },
              },
            },
          },
        },
        responses: {
          "201": {
            description: "made",
            content: {
              "application/json": { examples: { made: { value: { id: 7, name: "Rex" } } } },
            },
          },
        },
      },
    },
    "/pets/{petId}": {
      get: {
        parameters: [
          { name: "petId", in: "path", required: true, schema: { type: "integer", minimum: 5 } },
        ],
        responses: { "204": { description: "none" } },
      },
    },
    // A pattern that nothing is known to match.
    "/codes/{code}": {
      get: {
        parameters: [
          {
            name: "code",
            in: "path",
            required: true,
            schema: { type: "string", pattern: "^[A-Z]{9}$" },
          },
        ],
        responses: { "200": { description: "" } },
      },
    },
  },
};

test("examples are sent to an upstream, and what is wrong is not", async () => {
  const folder = await workshop.project();
  await buildGateway(folder, { "openapi.json": JSON.stringify(PETS) }, {});
  const smoke = await readFile(join(folder, "test/smoke.test.ts"), "utf8");
  expect(smoke.slice(smoke.indexOf('test("POST'))).toBe(EXPECTED);
  expect(await runSmokeTests(folder)).toMatchObject({ passed: 5, failed: 0 });

  const route = join(folder, "src/generated/routes/postPets.ts");
  const text = await readFile(route, "utf8");
  await writeFile(route, text.replace('path: () => "/pets"', 'path: () => "/cats"'));
  expect(await runSmokeTests(folder)).toMatchObject({ passed: 4, failed: 1 });
});

const EXPECTED = `test("POST /pets reaches the upstream, and its answer the client", async () => {
  const body = { name: "Rex" };
  const answer = { id: 7, name: "Rex" };
  upstream.answers(201, answer);
  const returned = await send("POST", "/pets?dry=false", { headers: { "x-tenant": "zoo" }, body });
  assert.deepEqual(returned, { status: 201, body: answer });
  assert.deepEqual(upstream.asked, { request: "POST /pets?dry=false", body });
});

test('POST /pets is refused without "name"', async () => {
  const body = {};
  upstream.answers(200);
  const { status } = await send("POST", "/pets?dry=false", {
    headers: { "x-tenant": "zoo" },
    body,
  });
  assert.equal(status, 400);
  assert.equal(upstream.asked, undefined);
});

test("GET /pets/{petId} reaches the upstream, and its answer the client", async () => {
  upstream.answers(204);
  const returned = await send("GET", "/pets/5");
  assert.deepEqual(returned, { status: 204 });
  assert.deepEqual(upstream.asked, { request: "GET /pets/5" });
});
`;

const MAPPED = {
  swagger: "2.0",
  info: { title: "Mapped", version: "1" },
  securityDefinitions: {
    key: { type: "apiKey", in: "header", name: "x-api-key" },
  },
  paths: {
    "/pets/{id}": {
      get: {
        security: [{ key: [] }],
        parameters: [{ name: "id", in: "path", required: true, type: "string", default: "rex" }],
        responses: {},
        "x-amazon-apigateway-integration": {
          type: "http",
          httpMethod: "POST",
          uri: "https://animals.example.com/find/{name}",
          requestParameters: {
            "integration.request.path.name": "method.request.path.id",
            "integration.request.header.x-kind": "'pet'",
            "integration.request.querystring.of": "method.request.path.id",
          },
          responses: { default: { statusCode: "202" } },
        },
      },
    },
    // A literal path takes the requests of what stands for any.
    "/pets/rex": { get: { "x-amazon-apigateway-integration": MOCK, responses: {} } },
    "/{kind}/rex": {
      get: {
        responses: {},
        "x-amazon-apigateway-integration": {
          type: "http_proxy",
          httpMethod: "GET",
          uri: "https://animals.example.com/rex",
        },
      },
    },
  },
};

test("a key is shown, mappings are looked at, and what another operation may take is left out", async () => {
  const folder = await workshop.project();
  const paths = { ...MAPPED.paths, "/pets/rex": undefined };
  await buildGateway(folder, { "openapi.json": JSON.stringify({ ...MAPPED, paths }) }, {});
  const smoke = await readFile(join(folder, "test/smoke.test.ts"), "utf8");
  expect(smoke).toContain(`
  upstream.answers(200);
  const returned = await send("GET", "/pets/rex", { headers: { "x-api-key": KEY } });
  assert.deepEqual(returned, { status: 202 });
  assert.deepEqual(upstream.asked, { request: "POST /find/rex?of=rex" });
  assert.equal(upstream.headers["x-kind"], "pet");
`);
  expect(smoke).toContain("GET /{kind}/rex reaches the upstream");
  expect((await runSmokeTests(folder)).failed).toBe(0);

  const other = await workshop.project();
  await buildGateway(other, { "openapi.json": JSON.stringify(MAPPED) }, {});
  expect(await readFile(join(other, "test/smoke.test.ts"), "utf8")).not.toContain(
    "/pets/{id} reaches",
  );
});
