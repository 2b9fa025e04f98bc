import { createHash } from "node:crypto";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { apiKeyAuthorizer } from "../../templates/runtime/api-key-authorizer.js";
import { readApiKeys } from "../../templates/runtime/api-keys.js";
import { authenticate } from "../../templates/runtime/authenticate.js";
import { Environment, SettingsError } from "../../templates/runtime/environment.js";
import type { Family } from "../../templates/runtime/family.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import type { Security } from "../../templates/runtime/security.js";
import { defineScheme } from "../../templates/runtime/security.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const keyOf = (name: string) => `${name}-0123456789abcdefghij`;
const digest = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

const KEYS = [
  { id: "plain", value: keyOf("plain"), usagePlans: ["gold"] },
  { id: "hashed", value: digest(keyOf("hashed")), enabled: true, usagePlans: ["iron", "gold"] },
  { id: "disabled", value: keyOf("disabled"), enabled: false, usagePlans: ["gold"] },
  { id: "of no plan", value: keyOf("planless") },
  { id: "elsewhere", value: keyOf("elsewhere"), usagePlans: ["iron", "unknown", "constructor"] },
];
const PLANS = { gold: { stages: ["test", "prod"] }, iron: { stages: ["prod"] } };

const schemes = {
  header: defineScheme({ name: "header", type: "apiKey", in: "header", parameter: "x-api-key" }),
  query: defineScheme({ name: "query", type: "apiKey", in: "query", parameter: "key" }),
  cookie: defineScheme({ name: "cookie", type: "apiKey", in: "cookie", parameter: "key" }),
  byAuthorizer: defineScheme({ name: "byAuthorizer", type: "apiKey", in: "header" }),
  anyPlan: defineScheme({ name: "anyPlan", type: "apiKey", in: "header", parameter: "x-api-key" }),
  user: defineScheme({ name: "user", type: "http" }),
};
const ROUTES: Readonly<Record<string, Security>> = {
  "/header": [[schemes.header()]],
  "/query": [[schemes.query()]],
  "/cookie": [[schemes.cookie()]],
  "/any-plan": [[schemes.anyPlan()]],
  "/by-authorizer": [[schemes.user(), schemes.byAuthorizer()]],
  "/user-and-key": [[schemes.user(), schemes.header()]],
};

let upstream: StubUpstream;
beforeAll(async () => {
  upstream = await startStubUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => upstream.forget());

async function start(
  environment: Readonly<Record<string, string>>,
  family: Family = restApi,
): Promise<TestGateway> {
  const read = new Environment(environment);
  const keys = readApiKeys(read);
  read.finish();
  const ofPlan = apiKeyAuthorizer({ keys, usagePlans: PLANS });
  return startGateway({
    family,
    routes: Object.entries(ROUTES).map(([path, security]) =>
      proxyRoute("GET", path, {
        security,
        proxy: {
          headers: ({ context: { identity, authorizer } }) => ({
            "x-caller": JSON.stringify({ ...identity, sourceIp: undefined, authorizer }),
          }),
        },
      }),
    ),
    stages: {
      authenticate: authenticate({
        header: ofPlan,
        query: ofPlan,
        cookie: ofPlan,
        anyPlan: apiKeyAuthorizer({ keys }),
        byAuthorizer: apiKeyAuthorizer({ keys, usagePlans: PLANS, source: "authorizer" }),
        user: (request) => {
          request.usageIdentifierKey = request.header("x-usage");
          return { principalId: "user", name: "Ann" };
        },
      }),
    },
    upstreams: [[backend, upstream.url]],
    environment: { STAGE: "test" },
  });
}

async function send(gateway: TestGateway, target: string, ...lines: readonly string[]) {
  const response = await exchange(gateway.port, head(`GET ${target}`, ...lines));
  if (response === undefined) throw new Error("no response");
  return response;
}

describe("a REST API", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await start({ API_KEYS: JSON.stringify(KEYS) });
  });
  afterAll(() => gateway.stop());

  test.each([
    ["in a header", "/header", ["X-API-Key: KEY"]],
    ["in the query", "/query?key=KEY", []],
    ["in a cookie", "/cookie", ["Cookie: a=b; key=KEY"]],
  ])("takes a key %s", async (_where, target, lines) => {
    for (const [id, key] of [
      ["plain", keyOf("plain")],
      ["hashed", keyOf("hashed")],
    ] as const) {
      upstream.forget();
      const put = (text: string) => text.replace("KEY", key);
      const response = await send(gateway, put(target), ...lines.map(put));
      expect(response.status).toBe(200);
      expect(caller()).toEqual({ apiKey: key, apiKeyId: id, authorizer: {} });
    }
  });

  test.each([
    ["no key", []],
    ["an empty one", ["x-api-key: "]],
    ["an unknown one", [`x-api-key: ${keyOf("unknown")}`]],
    ["another case", [`x-api-key: ${keyOf("plain").toUpperCase()}`]],
    ["the digest of one", [`x-api-key: ${digest(keyOf("hashed"))}`]],
    ["one that is disabled", [`x-api-key: ${keyOf("disabled")}`]],
    ["one of no plan", [`x-api-key: ${keyOf("planless")}`]],
    ["one of a plan for other stages", [`x-api-key: ${keyOf("elsewhere")}`]],
    ["the same twice", [`x-api-key: ${keyOf("plain")}`, `X-Api-Key: ${keyOf("plain")}`]],
    ["two joined", [`x-api-key: ${keyOf("plain")},${keyOf("plain")}`]],
  ])("refuses %s", async (_what, lines) => {
    const response = await send(gateway, "/header", ...lines);
    expect(response.status).toBe(403);
    expect(valuesOf(response, "x-amzn-ErrorType")).toEqual(["ForbiddenException"]);
    expect(response.body.toString()).toBe('{"message":"Forbidden"}');
    expect(upstream.heard).toEqual([]);
  });

  test.each([
    ["/query", `?key=${keyOf("plain")}&key=${keyOf("plain")}`, ""],
    ["/cookie", "", `key=${keyOf("plain")}; key=${keyOf("hashed")}`],
  ])("refuses several at %s", async (path, query, cookie) => {
    expect((await send(gateway, path + query, `Cookie: ${cookie}`)).status).toBe(403);
  });

  test("asks for no plan where the document has none", async () => {
    const key = `x-api-key: ${keyOf("planless")}`;
    expect((await send(gateway, "/any-plan", key)).status).toBe(200);
    expect((await send(gateway, "/any-plan", `x-api-key: ${keyOf("disabled")}`)).status).toBe(403);
  });

  test("takes the key that an authorizer names, and no other", async () => {
    const [good, bad] = [keyOf("plain"), keyOf("unknown")];
    const target = "/by-authorizer";
    expect((await send(gateway, target, `x-usage: ${good}`, `x-api-key: ${bad}`)).status).toBe(200);
    expect(caller()).toMatchObject({ apiKeyId: "plain" });
    expect((await send(gateway, target, `x-usage: ${bad}`, `x-api-key: ${good}`)).status).toBe(403);
    expect((await send(gateway, target, `x-api-key: ${good}`)).status).toBe(403);
  });

  test("leaves it to an authorizer who calls", async () => {
    await send(gateway, "/user-and-key", `x-api-key: ${keyOf("plain")}`);
    expect(caller()).toMatchObject({
      apiKeyId: "plain",
      authorizer: { principalId: "user", name: "Ann" },
    });
  });
});

function caller(): unknown {
  return JSON.parse(heardValues(onlyHeard(upstream), "x-caller")[0] ?? "");
}

test("a plain document answers 401 and says what is asked for", async () => {
  const gateway = await start({ API_KEYS: JSON.stringify(KEYS) }, openApi);
  const response = await send(gateway, "/header");
  expect(response.status).toBe(401);
  expect(valuesOf(response, "www-authenticate")).toEqual(["ApiKey"]);
  await gateway.stop();
});

test("no key is accepted where none are set", async () => {
  const gateway = await start({});
  expect((await send(gateway, "/header", `x-api-key: ${keyOf("plain")}`)).status).toBe(403);
  await gateway.stop();
});

describe("a file", () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gateway-keys-"));
    file = join(folder, "keys.json");
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const write = async (text: string) => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  };

  test("is read again when it changed, and kept when it cannot be used", async () => {
    const list = (...names: string[]) =>
      JSON.stringify(names.map((id) => ({ id, value: keyOf(id), usagePlans: ["gold"] })));
    await write(list("first"));
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += 2000));
    const gateway = await start({ API_KEYS_FILE: file });
    const statuses = async () => [
      (await send(gateway, "/header", `x-api-key: ${keyOf("first")}`)).status,
      (await send(gateway, "/header", `x-api-key: ${keyOf("second")}`)).status,
    ];
    expect(await statuses()).toEqual([200, 403]);
    await write(list("second"));
    expect(await statuses()).toEqual([403, 200]);
    await write("[");
    expect(await statuses()).toEqual([403, 200]);
    await rm(file);
    expect(await statuses()).toEqual([403, 200]);
    await write(list("first", "second"));
    expect(await statuses()).toEqual([200, 200]);
    await gateway.stop();
  });

  test.each<readonly [problem: string, list: unknown]>([
    ["API_KEYS: it must be a JSON list of objects", {}],
    ["API_KEYS: it must be a JSON list of objects", [1]],
    ["API_KEYS: key 1: id must be a text", [{ value: keyOf("a") }]],
    ["API_KEYS: key 1: value must be a text", [{ id: "a" }]],
    [
      "API_KEYS: key 2: value must be of 20 to 128 letters, or sha256: and 64 hexadecimal digits",
      [
        { id: "a", value: keyOf("a") },
        { id: "b", value: "short" },
      ],
    ],
    ["API_KEYS: key 1: enabled must be true or false", [{ ...KEYS[0], enabled: "no" }]],
    ["API_KEYS: key 1: usagePlans must be a list of texts", [{ ...KEYS[0], usagePlans: "gold" }]],
    ["API_KEYS: key 2: another has the same id", [KEYS[0], { ...KEYS[1], id: "plain" }]],
    [
      "API_KEYS: key 2: another has the same value",
      [KEYS[0], { id: "b", value: digest(keyOf("plain")) }],
    ],
  ])("%s", (problem, list) => {
    const read = new Environment({ API_KEYS: JSON.stringify(list) });
    readApiKeys(read);
    const error = problemsOf(read);
    expect(error?.problems).toContain(problem);
    expect(error?.message).not.toMatch(/0123456789|short/);
  });

  test("must be there, and be the only list", () => {
    const read = new Environment({ API_KEYS: "[]", API_KEYS_FILE: join(folder, "none.json") });
    readApiKeys(read);
    expect(problemsOf(read)?.problems).toEqual([
      "API_KEYS and API_KEYS_FILE are set",
      "API_KEYS_FILE: the file cannot be read",
    ]);
  });
});

function problemsOf(read: Environment): SettingsError | undefined {
  try {
    read.finish();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  return undefined;
}
