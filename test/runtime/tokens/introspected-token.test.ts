import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openApi } from "../../../templates/runtime/openapi-family.js";
import type { IntrospectionOptions } from "../../../templates/runtime/tokens/introspected-token.js";
import { introspectedToken } from "../../../templates/runtime/tokens/introspected-token.js";
import { ask, startGuardedGateway } from "../support/guarded-gateway.js";
import type { TestGateway } from "../support/start-gateway.js";
import type { StubIssuer } from "../support/stub-issuer.js";
import { sendJson, startStubIssuer } from "../support/stub-issuer.js";

let server: StubIssuer;
let gateway: TestGateway;
let heard: { authorization: string | undefined; form: URLSearchParams }[] = [];

beforeAll(async () => {
  server = await startStubIssuer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  heard = [];
  server.forget();
  gateway = await start({});
});
afterEach(async () => {
  vi.useRealTimers();
  await gateway.stop();
});

function start(options: Partial<IntrospectionOptions>): Promise<TestGateway> {
  const authorize = introspectedToken({
    url: new URL(`${server.url}/introspect`),
    clientId: "gate:way",
    clientSecret: "s %",
    audience: [],
    cacheMs: 30_000,
    ...options,
  });
  return startGuardedGateway(openApi, authorize);
}

function knows(answer: unknown): void {
  server.answers("/introspect", (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { authorization } = request.headers;
      heard.push({ authorization, form: new URLSearchParams(String(Buffer.concat(chunks))) });
      sendJson(response, answer);
    });
  });
}

const asked = (path = "/known", token = "opaque+token&") =>
  ask(gateway, path, { authorization: `Bearer ${token}` });

test("asks as the client, once, and knows who calls", async () => {
  knows({ active: true, sub: "ann", scope: "read write", client_id: "web" });
  const { status, body } = await asked("/scoped");
  await asked("/scoped");
  expect(status).toBe(200);
  expect(body["principal"]).toMatchObject({ principalId: "ann", scopes: ["read", "write"] });
  expect(heard).toHaveLength(1);
  expect(heard[0]?.form.get("token")).toBe("opaque+token&");
  expect(heard[0]?.authorization).toBe(`Basic ${btoa("gate%3Away:s+%25")}`);
});

test.each<readonly [string, object]>([
  ["inactive", { active: false }],
  ["active as text", { active: "true" }],
  ["nothing said", {}],
  ["expired", { active: true, exp: 1 }],
  ["not valid yet", { active: true, nbf: 4_102_444_800 }],
])("%s: nobody", async (_name, answer) => {
  knows(answer);
  expect(await asked()).toMatchObject({ status: 401 });
});

test("a token lets do what it is for", async () => {
  knows({ active: true, sub: "ann", scope: "read" });
  expect(await asked("/scoped")).toMatchObject({ status: 403 });
});

test("a token is for the audience, where there is one", async () => {
  await gateway.stop();
  gateway = await start({ audience: ["app"] });
  knows({ active: true, aud: ["app", "x"] });
  expect(await asked("/known", "a")).toMatchObject({ status: 200 });
  knows({ active: true, aud: "x" });
  expect(await asked("/known", "b")).toMatchObject({ status: 401 });
  knows({ active: true });
  expect(await asked("/known", "c")).toMatchObject({ status: 401 });
});

test("an answer is believed for as long as it is said to be", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  knows({ active: true, exp: 1010 });
  await asked();
  knows({ active: false });
  expect(await asked()).toMatchObject({ status: 200 });
  vi.setSystemTime(1_010_001);
  expect(await asked()).toMatchObject({ status: 401 });
});

test("an answer is believed no longer than the gateway is told", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  knows({ active: true });
  await asked();
  knows({ active: false });
  vi.setSystemTime(1_029_000);
  expect(await asked()).toMatchObject({ status: 200 });
  vi.setSystemTime(1_031_000);
  expect(await asked()).toMatchObject({ status: 401 });
});

test.each<readonly [string, (response: ServerResponse) => void]>([
  ["fails", (response) => response.writeHead(500).end()],
  ["refuses the gateway", (response) => response.writeHead(401).end()],
  ["answers no JSON", (response) => response.end("active")],
  ["says too much", (response) => response.end(`{"active":true,"x":"${"x".repeat(1_000_000)}"}`)],
  ["says nothing", () => {}],
])("a server that %s lets nobody in", async (_name, respond) => {
  server.answers("/introspect", (_request, response) => respond(response));
  const { status, body } = await asked();
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain("opaque");
});
