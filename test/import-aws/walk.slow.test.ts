import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.js";
import type { BuiltGateway } from "../harness/build-gateway.js";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import { exchange } from "../runtime/support/raw-client.js";
import { valuesOf } from "../runtime/support/raw-response.js";
import type { StubUpstream } from "../runtime/support/stub-upstream.js";
import { startStubUpstream } from "../runtime/support/stub-upstream.js";

/*
 * From what the AWS CLI printed to a gateway that runs: `import aws`, `generate --overlay`, requests.
 * Time stands still but for `at`, so that buckets are exact.
 */
const NOON = Date.parse("2026-03-02T12:00:00Z");
const KEY = "mobile-app-key-0123456789abcdef";
const CACHE_KEY = Buffer.alloc(32, 7).toString("base64");

let workshop: Workshop;
let upstream: StubUpstream;
const running: GatewayProcess[] = [];
beforeAll(async () => {
  workshop = await Workshop.open();
  upstream = await startStubUpstream();
});
beforeEach(() => {
  upstream.forget();
  upstream.answer((request, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ asked: request.url }));
  });
});
afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.kill()));
  await upstream.stop();
  await workshop.close();
});

/** Imports the files of a fixture, in each of which texts may be others, and builds the gateway. */
async function leaveAmazon(
  fixture: string,
  edits: Readonly<Record<string, readonly [string, string]>> = {},
): Promise<BuiltGateway & { readonly kind: "built" }> {
  const folder = await workshop.project();
  const described = join(folder, "described");
  await cp(join(import.meta.dirname, fixture), described, {
    recursive: true,
    filter: (path) => !path.endsWith("expected"),
  });
  for (const [file, [from, to]] of Object.entries(edits)) {
    const text = await readFile(join(described, file), "utf8");
    expect(text).toContain(from);
    await writeFile(join(described, file), text.replace(from, to));
  }
  const to = ["--out", "gateway.overlay.yaml", "--api-keys", "api-keys.json"];
  const { code, stderr } = runCli(folder, "import", "aws", "described", ...to);
  expect(code, stderr).toBe(0);
  const files = { "openapi.json": await readFile(join(described, "openapi.json"), "utf8") };
  const built = await buildGateway(folder, files, { overlays: ["gateway.overlay.yaml"] });
  if (built.kind === "refused") throw new Error(JSON.stringify(built.errors));
  expect(built.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return built;
}

async function start(
  { main }: BuiltGateway & { readonly kind: "built" },
  settings: Readonly<Record<string, string>>,
): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.start(main, settings, NOON);
  running.push(gateway);
  // Nobody meets the canary, which keeps responses of its own, unless a test says so.
  await gateway.set({ random: 0.5 });
  return gateway;
}

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: readonly string[];
}

async function get(
  { port }: GatewayProcess,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const lines = Object.entries({ Host: "gateway.test", ...headers });
  const sent = [`GET ${path} HTTP/1.1`, ...lines.map((line) => line.join(": "))];
  const response = await exchange(port, `${sent.join("\r\n")}\r\n\r\n`);
  if (response === undefined) throw new Error("no response");
  const { status, body } = response;
  return { status, body: body.toString(), retryAfter: valuesOf(response, "retry-after") };
}

function several<Value>(count: number, make: () => Promise<Value>): Promise<Value[]> {
  return Promise.all(Array.from({ length: count }, make));
}

describe("a REST API that left Amazon", () => {
  let built: BuiltGateway & { readonly kind: "built" };
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    // Ten requests a day are as good as ten thousand.
    built = await leaveAmazon("petstore", {
      "usage-plans.json": ['"limit": 10000', '"limit": 10'],
    });
    settings = {
      STAGE: "prod",
      STAGE_VARIABLE_BACKEND: upstream.url.replace("http://", ""),
      API_KEYS_FILE: join(built.folder, "api-keys.json"),
      CACHE_KEY,
    };
  });

  test("starts only with a key for what it encrypts", async () => {
    await expect(start(built, { ...settings, CACHE_KEY: "" })).rejects.toThrow(
      "CACHE_KEY is not set",
    );
    await expect(start(built, { ...settings, CACHE_KEY: "short" })).rejects.toThrow(
      "CACHE_KEY must be 32 bytes",
    );
  });

  test("has its stage variables, and those of its canary", async () => {
    const gateway = await start(built, settings);
    expect(await get(gateway, "/greeting")).toMatchObject({ body: '{"greeting": "hello"}' });
    await gateway.set({ random: 0.09 });
    expect(await get(gateway, "/greeting")).toMatchObject({ body: '{"greeting": "howdy"}' });
  });

  test("refuses what a method's throttle does, in the words that it had there", async () => {
    const gateway = await start(built, settings);
    const answers = await several(23, () => get(gateway, "/pets/7"));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(answers.filter(({ status }) => status !== 200)).toEqual(
      Array.from({ length: 3 }, () => ({
        status: 429,
        body: '{"error":"Too Many Requests"}',
        retryAfter: ["1"],
      })),
    );
    expect(upstream.begun).toBe(20);
    // 12.5 come back each second.
    await gateway.set({ clock: NOON + 1000 });
    const later = await several(14, () => get(gateway, "/pets/7"));
    expect(later.filter(({ status }) => status === 200)).toHaveLength(12);
  });

  test("keeps the keys, the plan and its quota", async () => {
    const gateway = await start(built, settings);
    expect((await get(gateway, "/pets")).status).toBe(403);
    const former = await get(gateway, "/pets", { "x-api-key": "former-partner-key-0123456789ab" });
    expect(former.status).toBe(403);
    const answers = await several(12, () => get(gateway, "/pets", { "x-api-key": KEY }));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.find(({ status }) => status === 429)).toEqual({
      status: 429,
      body: '{"message":"Limit Exceeded"}',
      retryAfter: [],
    });
    await gateway.set({ clock: Date.parse("2026-03-03T00:00:00Z") });
    expect((await get(gateway, "/pets", { "x-api-key": KEY })).status).toBe(200);
  });

  test("keeps responses by the parameters of their key", async () => {
    const gateway = await start(built, settings);
    const headers = { "x-api-key": KEY };
    const [cat, again, dog] = [
      await get(gateway, "/pets?kind=cat&noise=1", headers),
      await get(gateway, "/pets?kind=cat&noise=2", headers),
      await get(gateway, "/pets?kind=dog", headers),
    ];
    expect([cat.body, again.body, dog.body]).toEqual([
      '{"asked":"/animals?kind=cat"}',
      '{"asked":"/animals?kind=cat"}',
      '{"asked":"/animals?kind=dog"}',
    ]);
    expect(upstream.begun).toBe(2);
    const refused = await get(gateway, "/pets?kind=cat", {
      ...headers,
      "Cache-Control": "max-age=0",
    });
    expect(refused.status).toBe(403);
    await gateway.set({ clock: NOON + 61_000 });
    await get(gateway, "/pets?kind=cat", headers);
    expect(upstream.begun).toBe(3);
  });

  test("is found by its domain and base path, and by the names of its stages", async () => {
    const gateway = await start(built, { ...settings, STAGE_PREFIX: "on" });
    const greetings = async (paths: readonly string[], headers = {}) => {
      const answers = paths.map((path) => get(gateway, path, headers));
      return (await Promise.all(answers)).map(({ status, body }) =>
        status === 200 ? (JSON.parse(body) as { greeting: string }).greeting : status,
      );
    };
    expect(await greetings(["/prod/greeting", "/beta/greeting", "/greeting", "/other"])).toEqual([
      "hello",
      "hello-tester",
      403,
      403,
    ]);
    const host = { Host: "api.example.com" };
    // Neither is `next` of prod, nor `prod` a base path.
    expect(
      await greetings(["/greeting", "/next/greeting", "/prod/greeting", "/next/next"], host),
    ).toEqual(["hello", "hello-tester", 403, 403]);
  });

  test("writes the access log in the format that it had there", async () => {
    const gateway = await start(built, settings);
    await get(gateway, "/pets/7");
    await get(gateway, "/pets");
    const written = () => gateway.lines.filter((line) => line.startsWith('{"requestId"'));
    await expect
      .poll(() => written().map((line) => JSON.parse(line) as object))
      .toEqual([
        { requestId: expect.any(String) as string, ip: "127.0.0.1", status: "200" },
        { requestId: expect.any(String) as string, ip: "127.0.0.1", status: "403" },
      ]);
  });
});

describe("an HTTP API that left Amazon", () => {
  test("has its variable, throttles, access log and base paths", async () => {
    const built = await leaveAmazon("orders-http");
    const gateway = await start(built, {
      STAGE_VARIABLE_SHOP: "shop.invalid",
      SHOP_EXAMPLE_URL: upstream.url,
      SHOP_URL: upstream.url,
    });
    const missed = await several(3, () => get(gateway, "/elsewhere"));
    expect(missed.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 429]);
    expect(missed.find(({ status }) => status === 429)?.body).toBe(
      '{"message":"Too Many Requests"}',
    );
    const host = { Host: "orders.example.com" };
    const found = await get(gateway, "/v1/orders/orders/7", host);
    expect(found).toMatchObject({ status: 200, body: '{"asked":"/orders/7"}' });
    await expect
      .poll(() => gateway.lines.map((line) => /^\S+ (\$default|GET \S+) (\d+)$/.exec(line)))
      .toContainEqual(expect.arrayContaining(["GET /orders/{id}", "200"]) as RegExpExecArray);
  });
});
