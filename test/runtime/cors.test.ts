import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticate } from "../../templates/runtime/authenticate.js";
import type { CorsOptions } from "../../templates/runtime/cors.js";
import { cors } from "../../templates/runtime/cors.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { defineScheme, refuse } from "../../templates/runtime/security.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

const ORIGIN = "https://www.test";

const CONFIGURATIONS = {
  one: { allowOrigins: [ORIGIN] },
  full: {
    allowOrigins: ["https://a.test", ORIGIN],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["content-type", "x-a"],
    exposeHeaders: ["x-b", "date"],
    maxAge: 0,
    allowCredentials: true,
  },
  any: { allowOrigins: ["*"], allowMethods: ["*"] },
  secure: { allowOrigins: ["https://*"] },
} satisfies Record<string, CorsOptions>;

let upstream: StubUpstream;
const gateways = new Map<string, TestGateway>();
beforeAll(async () => {
  upstream = await startStubUpstream();
  const token = defineScheme({ name: "token", type: "http" });
  for (const [name, options] of Object.entries(CONFIGURATIONS)) {
    gateways.set(
      name,
      await startGateway({
        family: httpApi,
        stages: { cors: cors(options), authenticate: authenticate({ token: () => refuse() }) },
        routes: [proxyRoute("ANY", "/x"), proxyRoute("ANY", "/guarded", { security: [[token()]] })],
        upstreams: [[backend, upstream.url]],
      }),
    );
  }
});
afterAll(async () => {
  await Promise.all([...gateways.values()].map((gateway) => gateway.stop()));
  await upstream.stop();
});

test.each([
  ["REST API", restApi, 403],
  ["plain document", openApi, 405],
] as const)(
  "a gateway of a %s answers preflights before it asks who calls",
  async (_what, family, unknown) => {
    const token = defineScheme({ name: "token", type: "http" });
    const gateway = await startGateway({
      family,
      stages: {
        cors: cors(CONFIGURATIONS.full),
        authenticate: authenticate({ token: () => refuse() }),
      },
      routes: [proxyRoute("GET", "/guarded", { security: [[token()]] })],
      upstreams: [[backend, upstream.url]],
    });
    const send = async (line: string, ...headers: readonly string[]) => {
      const response = await exchange(gateway.port, head(line, `Origin: ${ORIGIN}`, ...headers));
      if (response === undefined) throw new Error("no response");
      return [response.status, ...valuesOf(response, "access-control-allow-origin")];
    };
    const preflight = "Access-Control-Request-Method: GET";
    expect(await send("OPTIONS /guarded", preflight)).toEqual([204, ORIGIN]);
    expect(await send("OPTIONS /guarded")).toEqual([unknown, ORIGIN]);
    expect(await send("GET /guarded")).toEqual([401, ORIGIN]);
    await gateway.stop();
  },
);

async function ask(configuration: string, line: string, ...headers: readonly string[]) {
  const port = gateways.get(configuration)?.port ?? 0;
  upstream.forget();
  const response = await exchange(port, head(line, ...headers));
  if (response === undefined) throw new Error("no response");
  const said = Object.fromEntries(
    response.rawHeaders.flatMap((name, i, all) =>
      i % 2 === 0 && /^(?:access-control-|vary$)/i.test(name)
        ? [[name.toLowerCase().replace("access-control-", ""), all[i + 1]]]
        : [],
    ),
  );
  return { status: response.status, said, response };
}

describe("preflights", () => {
  const preflight = (configuration: string, origin: string, line = "OPTIONS /x") =>
    ask(configuration, line, `Origin: ${origin}`, "Access-Control-Request-Method: DELETE");

  test.each<readonly [string, string, Readonly<Record<string, string>>]>([
    ["one", ORIGIN, { "allow-origin": ORIGIN, vary: "origin" }],
    ["one", "https://evil.test", { vary: "origin" }],
    ["one", "https://www.test.evil.test", { vary: "origin" }],
    ["one", "HTTPS://www.test", { vary: "origin" }],
    [
      "full",
      ORIGIN,
      {
        "allow-origin": ORIGIN,
        "allow-credentials": "true",
        "allow-methods": "GET,POST",
        "allow-headers": "content-type,x-a",
        "max-age": "0",
        vary: "origin",
      },
    ],
    ["full", "null", { vary: "origin" }],
    ["any", "https://evil.test", { "allow-origin": "*", "allow-methods": "*" }],
    ["secure", "https://a.test", { "allow-origin": "https://a.test", vary: "origin" }],
    ["secure", "http://a.test", { vary: "origin" }],
  ])("%s, from %s", async (configuration, origin, headers) => {
    const { status, said, response } = await preflight(configuration, origin);
    expect([status, response.body.length, said]).toEqual([204, 0, headers]);
    expect(valuesOf(response, "apigw-requestid")).toHaveLength(1);
    expect(upstream.begun).toBe(0);
  });

  test.each(["OPTIONS /guarded", "OPTIONS /nowhere"])("%s needs nothing", async (line) => {
    expect((await preflight("one", ORIGIN, line)).status).toBe(204);
  });

  test("what is malformed is refused nevertheless", async () => {
    expect((await preflight("one", ORIGIN, "OPTIONS /a/%2e%2e/x")).status).toBe(400);
  });

  test.each([["Access-Control-Request-Method: GET"], [`Origin: ${ORIGIN}`]])(
    "OPTIONS with %s alone is routed",
    async (header) => {
      expect((await ask("one", "OPTIONS /x", header)).status).toBe(200);
      expect(upstream.begun).toBe(1);
    },
  );
});

describe("responses", () => {
  test.each([
    ["one", "GET /x", 200],
    ["one", "GET /guarded", 401],
    ["one", "GET /nowhere", 404],
    ["one", "GET /../x", 400],
  ])("%s, %s: %d", async (configuration, line, status) => {
    const answer = await ask(configuration, line, `Origin: ${ORIGIN}`);
    expect([answer.status, answer.said]).toEqual([
      status,
      { "allow-origin": ORIGIN, vary: "origin" },
    ]);
  });

  test("credentials and exposed headers", async () => {
    expect((await ask("full", "GET /x", `Origin: ${ORIGIN}`)).said).toEqual({
      "allow-origin": ORIGIN,
      "allow-credentials": "true",
      "expose-headers": "x-b,date",
      vary: "origin",
    });
  });

  test.each<readonly [readonly string[], Readonly<Record<string, string>>]>([
    [[`Origin: ${ORIGIN}`], { "allow-origin": ORIGIN, vary: "origin" }],
    [["Origin: https://evil.test"], { vary: "origin" }],
    [[`Origin: ${ORIGIN}`, "Origin: https://evil.test"], { vary: "origin" }],
    [[], { vary: "origin" }],
  ])("what the integration says itself does not count: %j", async (headers, expected) => {
    upstream.answer((_request, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("access-control-allow-credentials", "true");
      response.setHeader("Access-Control-Expose-Headers", "x-b");
      response.end("ok");
    });
    const { said } = await ask("one", "GET /x", ...headers);
    upstream.answer(undefined);
    expect(said).toEqual(expected);
  });

  test("a request without an origin gets none", async () => {
    expect((await ask("any", "GET /x")).said).toEqual({});
  });
});
