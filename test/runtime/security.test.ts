import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authenticate } from "../../templates/runtime/authenticate.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import type { Authorize, Security } from "../../templates/runtime/security.js";
import { defineScheme, refuse } from "../../templates/runtime/security.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const scheme = (name: string) => defineScheme({ name, type: "apiKey" });
const [alice, bob, never, known, thrower] = [
  scheme("alice"),
  scheme("bob"),
  scheme("never"),
  scheme("known"),
  scheme("thrower"),
];

/** Accepts whoever says so in the header called like the scheme, and writes down the scopes. */
const byHeader: Authorize = (request, { name }, scopes) =>
  request.header(name) === "yes"
    ? { principalId: name, [`${name}Scopes`]: scopes.join(" ") }
    : refuse();

const HOOKS: Record<string, Authorize> = {
  alice: byHeader,
  bob: async (...given) => wait(1, await byHeader(...given)),
  never: () => refuse("unauthorized"),
  known: () => refuse("forbidden"),
  thrower: () => {
    throw new Error("the hook is broken");
  },
};

/** Hooks that answer neither a principal nor a refusal. */
const GARBAGE: Record<string, unknown> = {
  "a hook that throws": () => {
    throw new Error("broken");
  },
  "a hook that throws text": () => {
    throw "broken"; // oxlint-disable-line no-throw-literal -- users' hooks may
  },
  "a hook that throws nothing": () => {
    throw undefined; // oxlint-disable-line no-throw-literal -- users' hooks may
  },
  "a hook that rejects": () => Promise.reject(new Error("broken")),
  "a hook that answers nothing": () => undefined,
  "a hook that answers null": () => null,
  "a hook that answers true": () => true,
  "a hook that answers text": () => "alice",
  "a hook that answers {}": () => ({}),
  "a hook that answers a principal without text": () => ({ principalId: 7 }),
  "a hook that answers an unknown refusal": () => ({ refused: "maybe" }),
  "a hook that answers a promise of nothing": async () => {},
  "a hook that is none": "yes",
  "a hook that is missing": undefined,
};

const GUARDED: Record<string, Security> = {
  "/alice": [[alice("read", "write")]],
  "/alice-or-bob": [[alice()], [bob()]],
  "/alice-and-bob": [[alice("a"), bob("b")]],
  "/both-or-never": [[alice(), bob()], [never()]],
  "/alice-or-open": [[alice()], []],
  "/open": [],
  "/open-too": [[]],
  "/known": [[known()]],
  "/never-or-known": [[never()], [known()]],
  "/known-or-alice": [[known()], [alice()]],
  "/thrower-or-alice": [[thrower()], [alice()]],
  "/alice-or-thrower": [[alice()], [thrower()]],
  "/proto": [[scheme("__proto__")()]],
  "/constructor": [[scheme("constructor")()]],
};

const PASSED = [200, undefined, "ok"];
const UNAUTHORIZED = [401, "UnauthorizedException", '{"message":"Unauthorized"}'] as const;
const DENIED = [
  403,
  "AccessDeniedException",
  '{"Message":"User is not authorized to access this resource"}',
] as const;
const FAILED = [500, "AuthorizerConfigurationException", '{"message":null}'] as const;

let upstream: StubUpstream;
beforeAll(async () => {
  upstream = await startStubUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => upstream.forget());

function routesOf(guarded: Record<string, Security>) {
  return Object.entries(guarded).map(([path, security]) =>
    proxyRoute("ANY", path, {
      security,
      proxy: { headers: ({ context }) => ({ "x-caller": JSON.stringify(context.authorizer) }) },
    }),
  );
}

async function start(hooks: Record<string, Authorize>, guarded = GUARDED): Promise<TestGateway> {
  return startGateway({
    routes: routesOf(guarded),
    stages: { authenticate: authenticate(hooks) },
    upstreams: [[backend, upstream.url]],
  });
}

async function answerTo(gateway: TestGateway, bytes: string) {
  const response = await exchange(gateway.port, bytes);
  if (response === undefined) throw new Error("no response");
  return [response.status, valuesOf(response, "x-amzn-ErrorType")[0], response.body.toString()];
}

describe("alternatives of schemes that must all accept", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await start(HOOKS);
  });
  afterAll(() => gateway.stop());

  test.each<readonly [string, string, Record<string, string>]>([
    ["/alice", "alice", { principalId: "alice", aliceScopes: "read write" }],
    ["/alice-or-bob", "bob", { principalId: "bob", bobScopes: "" }],
    ["/alice-or-bob", "alice bob", { principalId: "alice", aliceScopes: "" }],
    ["/alice-and-bob", "alice bob", { principalId: "bob", aliceScopes: "a", bobScopes: "b" }],
    ["/alice-or-open", "alice", { principalId: "alice", aliceScopes: "" }],
    ["/alice-or-open", "", {}],
    ["/open", "", {}],
    ["/open-too", "", {}],
    ["/known-or-alice", "alice", { principalId: "alice", aliceScopes: "" }],
    ["/alice-or-thrower", "alice", { principalId: "alice", aliceScopes: "" }],
  ])("%s lets %j in", async (path, callers, principal) => {
    expect(await answerTo(gateway, head(`GET ${path}`, ...calls(callers)))).toEqual(PASSED);
    expect(JSON.parse(heardValues(onlyHeard(upstream), "x-caller")[0] ?? "")).toEqual(principal);
  });

  test.each<readonly [string, string, readonly [number, string, string]]>([
    ["/alice", "", UNAUTHORIZED],
    ["/alice", "bob", UNAUTHORIZED],
    ["/alice-or-bob", "", UNAUTHORIZED],
    ["/alice-and-bob", "alice", UNAUTHORIZED],
    ["/alice-and-bob", "bob", UNAUTHORIZED],
    ["/both-or-never", "alice", UNAUTHORIZED],
    ["/known", "", DENIED],
    ["/never-or-known", "", DENIED],
    ["/known-or-alice", "", DENIED],
    ["/thrower-or-alice", "alice", FAILED],
    ["/alice-or-thrower", "", FAILED],
    ["/proto", "alice", FAILED],
    ["/constructor", "alice", FAILED],
  ])("%s does not let %j in", async (path, callers, expected) => {
    expect(await answerTo(gateway, head(`GET ${path}`, ...calls(callers)))).toEqual(expected);
    expect(upstream.begun).toBe(0);
  });

  test.each(["GET", "HEAD", "POST", "OPTIONS"])("%s is guarded like any other", async (method) => {
    const response = await exchange(gateway.port, head(`${method} /alice`), method);
    expect(response?.status).toBe(401);
    expect(upstream.begun).toBe(0);
  });

  test("an alternative that fails half-way leaves nothing of its principal", async () => {
    const guarded = { "/mixed": [[alice(), never()], [bob()]] };
    const mixed = await start(HOOKS, guarded);
    await answerTo(mixed, head("GET /mixed", ...calls("alice bob")));
    expect(JSON.parse(heardValues(onlyHeard(upstream), "x-caller")[0] ?? "")).toEqual({
      principalId: "bob",
      bobScopes: "",
    });
    await mixed.stop();
  });

  test.each([
    ["of announced length", "Content-Length: 1000"],
    ["in chunks", "Transfer-Encoding: chunked"],
  ])("the answer does not wait for a body %s", async (_name, framing) => {
    const client = await connect(gateway.port);
    client.send(head("POST /alice", framing));
    expect((await client.response())?.status).toBe(401);
    expect(await client.closed()).toBe("");
    expect(upstream.begun).toBe(0);
  });

  test("a body that is no request is not taken for one", async () => {
    const client = await connect(gateway.port);
    const inner = head("GET /open");
    client.send(head("POST /alice", `Content-Length: ${inner.length}`));
    expect((await client.response())?.status).toBe(401);
    client.send(inner);
    expect(await client.closed()).toBe("");
    expect(upstream.begun).toBe(0);
  });
});

test.each(Object.entries(GARBAGE))("%s: 500, never upstream", async (_name, hook) => {
  const gateway = await start({ alice: hook as Authorize }, { "/alice": [[alice()]] });
  expect(await answerTo(gateway, head("GET /alice", ...calls("alice")))).toEqual(FAILED);
  expect(upstream.begun).toBe(0);
  await gateway.stop();
});

test("a route that asks for security without the stage that enforces it: 500", async () => {
  const gateway = await startGateway({
    routes: routesOf({ "/alice": [[alice()]] }),
    upstreams: [[backend, upstream.url]],
  });
  expect(await answerTo(gateway, head("GET /alice", ...calls("alice")))).toEqual(FAILED);
  expect(upstream.begun).toBe(0);
  await gateway.stop();
});

test.each([
  ["/alice", 401, "Bearer"],
  ["/known", 403, undefined],
])("plain documents: %s is a problem of status %i", async (path, status, challenge) => {
  const gateway = await startGateway({
    family: openApi,
    routes: routesOf(GUARDED).map((route) => ({ ...route, method: "GET" })),
    stages: { authenticate: authenticate(HOOKS) },
    upstreams: [[backend, upstream.url]],
  });
  const response = await exchange(gateway.port, head(`GET ${path}`));
  if (response === undefined) throw new Error("no response");
  expect(JSON.parse(response.body.toString())).toMatchObject({ status });
  expect([response.status, valuesOf(response, "WWW-Authenticate")[0]]).toEqual([status, challenge]);
  expect(upstream.begun).toBe(0);
  await gateway.stop();
});

function calls(callers: string): string[] {
  return callers.split(" ").flatMap((name) => (name === "" ? [] : [`${name}: yes`]));
}
