import { Writable } from "node:stream";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  authorizerLogVariables,
  contextVariables,
} from "../../src/dialects/amazon/context-variables.js";
import { accessLog } from "../../templates/runtime/access-log.js";
import type { AccessLog } from "../../templates/runtime/observe.js";
import { accessLine } from "../../templates/runtime/access-line.js";
import { authenticate } from "../../templates/runtime/authenticate.js";
import type { GatewayPlan } from "../../templates/runtime/deployment.js";
import { deploy } from "../../templates/runtime/deployment.js";
import { Environment } from "../../templates/runtime/environment.js";
import { jsonText, xmlText } from "../../templates/runtime/escape-text.js";
import type { Family } from "../../templates/runtime/family.js";
import { Gateway } from "../../templates/runtime/gateway.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { lambdaProxy } from "../../templates/runtime/lambda/lambda-proxy.js";
import { createMetrics } from "../../templates/runtime/request-metrics.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { defineScheme, refuse } from "../../templates/runtime/security.js";
import type { RunningGateway } from "../../templates/runtime/serve.js";
import { serve } from "../../templates/runtime/serve.js";
import { readServerSettings } from "../../templates/runtime/server-settings.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { stubFunction } from "./support/stub-function.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

const scheme = defineScheme({ name: "hook", type: "http", httpScheme: "bearer" });
/** What the parser takes for filled in some family. */
const FILLED = [
  ...[...contextVariables].map(([name, known]) => [name, known.logged ?? known] as const),
  ...authorizerLogVariables,
].flatMap(([name, { support }]) => (support === "filled" ? [name] : []));

function valueAt(log: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce((value, key) => (value as Readonly<Record<string, unknown>>)[key], log);
}

const KEY = "abcdefghijklmnopqrstuvwxyz";
const fn = stubFunction();

const authenticating = authenticate({
  hook(request) {
    const token = request.header("authorization")?.slice("Bearer ".length);
    if (token === undefined) return refuse();
    if (token === "no") return refuse("forbidden");
    request.identity = { apiKey: KEY, apiKeyId: "k1" };
    return { principalId: token, claims: { "custom:role": "admin", depth: 2 } };
  },
});

let upstream: StubUpstream;
beforeAll(async () => {
  upstream = await startStubUpstream();
});
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await upstream.stop();
});

/** A gateway with an access log; answers its lines, of which each request must give one. */
async function start(log: AccessLog, family: Family = restApi) {
  const lines: string[] = [];
  const json: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const text = chunk.toString();
      (text.startsWith('{"level"') ? json : lines).push(text);
      done();
    },
  });
  const logger = pino({ base: null }, sink);
  const settings = readServerSettings(
    new Environment({
      HOST: "127.0.0.1",
      PORT: "0",
      ADMIN_PORT: "0",
      DRAIN_DELAY: "0",
      STAGE: "test",
    }),
  );
  const tools = {
    logger,
    metrics: createMetrics(),
    store: undefined,
    observers: [accessLog(logger), log(logger)],
  };
  const plan: GatewayPlan = {
    family,
    routes: [
      proxyRoute("ANY", "/pets/{id}"),
      proxyRoute("GET", "/guarded", { security: [[scheme()]] }),
      defineRoute({
        operationId: "fn",
        method: "GET",
        path: "/fn",
        security: [],
        integration: lambdaProxy({ function: fn.name, timeoutMs: 1000 }),
      }),
    ],
    stages: { authenticate: authenticating },
    upstreams: [[backend, new URL(upstream.url)]],
    backends: [[fn.name, fn.target]],
  };
  const deployment = deploy(settings, plan, tools);
  const gateway = new Gateway(tools, [deployment], (_, path) => ({
    deployment,
    path,
    front: "/test",
  }));
  const running: RunningGateway = await serve(gateway, settings);
  stops.push(() => running.stop());
  const port = Number(new URL(running.url).port);
  return {
    json,
    async ask(request: string, method = "GET"): Promise<string> {
      const before = lines.length;
      await exchange(port, request, method);
      await expect.poll(() => lines.length).toBe(before + 1);
      return lines.at(-1) ?? "";
    },
  };
}

describe("a line", () => {
  test("tells a proxied request, beside the JSON line", async () => {
    upstream.answer((_request, response) => {
      response.writeHead(201, { "x-amzn-requestid": "up-1", "x-amz-id-2": "up-2" }).end("hello");
    });
    const { ask, json } = await start(
      accessLine((log) => [
        `${log.identity.sourceIp} ${log.identity.userAgent} [${log.requestTime}] `,
        `${log.httpMethod} ${log.path} ${log.resourcePath} ${log.routeKey} ${log.protocol} `,
        `${log.status} ${log.responseLength} ${log.dataProcessed} ${log.stage} `,
        `${log.integrationStatus} ${log.integration.status} ${log.integrationErrorMessage} `,
        `${log.awsEndpointRequestId} ${log.awsEndpointRequestId2} ${log.endpointType} `,
        `${log.tlsVersion} ${log.customDomain.basePathMatched} ${log.isCanaryRequest} `,
        `${log.responseLatency} ${log.integrationLatency} ${log.error.messageString}`,
      ]),
      httpApi,
    );
    const line = await ask(head("GET /pets/7", "User-Agent: me"));
    expect(line).toMatch(
      /^127\.0\.0\.1 me \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] GET \/test\/pets\/7 \/pets\/\{id\} ANY \/pets\/\{id\} HTTP/,
    );
    expect(line).toMatch(
      / HTTP\/1\.1 201 5 5 test 201 201 - up-1 up-2 REGIONAL - - - \d+ \d+ -\n$/,
    );
    await expect.poll(() => json.length).toBeGreaterThan(1);
  });

  test.each([
    ["GET /nope", "403 MISSING_AUTHENTICATION_TOKEN Missing Authentication Token - -\n"],
    ["GET /pets/7?{", "400 DEFAULT_4XX Bad Request - -\n"],
    ["GET /guarded", "401 UNAUTHORIZED Unauthorized 401 -\n"],
  ])("tells why %s is refused", async (target, expected) => {
    const { ask } = await start(
      accessLine((log) => [
        `${log.status} ${log.error.responseType} ${log.error.message} `,
        `${log.authorizer.status} ${log.authorize.status}`,
      ]),
    );
    expect(await ask(head(target))).toBe(expected);
  });

  test("tells who called, but neither its key nor its token", async () => {
    upstream.answer((_request, response) => response.end());
    const { ask } = await start(
      accessLine((log) => [
        `${log.identity.apiKey} ${log.identity.apiKeyId} ${log.authorizer.status} `,
        `${log.authorize.status} ${log.authenticate.status} ${log.authorizerValue("principalId")} `,
        `${log.authorizerValue("claims.custom:role")} ${log.authorizerValue("claims.depth")} `,
        `${log.authorizerValue("claims")} ${log.authorizerValue("constructor")}`,
      ]),
    );
    expect(await ask(head("GET /guarded", "Authorization: Bearer joe"))).toBe(
      `${"*".repeat(20)}uvwxyz k1 200 200 - joe admin 2 - -\n`,
    );
    expect(await ask(head("GET /guarded", "Authorization: Bearer no"))).toBe(
      "- - - 403 - - - - - -\n",
    );
  });

  test("tells a function's status apart from that of the service that calls it", async () => {
    const { ask } = await start(
      accessLine((log) => [
        `${log.status} ${log.integration.status} ${log.integration.integrationStatus} ${log.integration.error}`,
      ]),
    );
    fn.returns({ statusCode: 418, body: "" });
    expect(await ask(head("GET /fn"))).toBe("418 418 200 -\n");
    fn.returns("no response");
    expect(await ask(head("GET /fn"))).toContain("502 200 200 The integration's answer");
  });

  test.each([
    ["GET /pets/7", true],
    ["GET /nope", true],
    // Malformed: there is no exchange.
    ["GET /pets/7?{", false],
  ])("has every variable that formats may name: %s", async (target, isKnown) => {
    const { ask } = await start(
      accessLine((log) => FILLED.map((name) => `${name}=${String(valueAt(log, name))} `)),
    );
    const line = await ask(head(target));
    expect(line).not.toMatch(/undefined|\[object/);
    expect(line).toMatch(/ requestId=[\da-f-]{36} /);
    expect(line).toMatch(/ identity\.sourceIp=127\.0\.0\.1 /);
    expect(/ path=\/test\//.test(line)).toBe(isKnown);
  });

  test("of JSON stays one, whatever the client sends", async () => {
    upstream.answer((_request, response) => response.end());
    const { ask } = await start(
      accessLine((log) => ['{"ua":"', log.identity.userAgent, '","path":"', log.path, '"}']),
    );
    const agent = `a"b\\","status":"200\t\x85`;
    const line = await ask(head('GET /pets/"', `User-Agent: ${agent}`));
    expect(line.match(/[\n\r\t\x85]/g)).toEqual(["\n"]);
    const told = JSON.parse(line) as { readonly ua: string };
    expect(told.ua).toContain('a"b\\","status":"200\t');
  });
});

describe("values that clients choose", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        "\\",
        "\r",
        "\n",
        "\u2028",
        "\u0085",
        "\u001b",
        "<",
        "&",
        "\ud800",
      ),
    }),
  );
  const breaks = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

  test("stand within a text of JSON, and come back as they were", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const text = jsonText(value);
        expect(text).not.toMatch(breaks);
        expect(JSON.parse(`"${text}"`)).toBe(value);
      }),
    );
  });

  test("stand within an element or attribute of XML", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const text = xmlText(value);
        expect(text).not.toMatch(breaks);
        expect(text.replaceAll(/&(?:lt|gt|amp|quot|apos);/g, "")).not.toMatch(/[<>&"']/);
      }),
    );
  });
});
