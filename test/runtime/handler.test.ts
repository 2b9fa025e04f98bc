import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import type { MockInstance } from "vitest";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { checkResponse } from "../../templates/runtime/check-response.js";
import type { Family } from "../../templates/runtime/family.js";
import { GatewayError } from "../../templates/runtime/gateway-error.js";
import type { AnyAnswer } from "../../templates/runtime/handled-response.js";
import type { HandlerOptions } from "../../templates/runtime/handler.js";
import { handler } from "../../templates/runtime/handler.js";
import type { HandlerRequest } from "../../templates/runtime/handler-contract.js";
import { withHeaders } from "../../templates/runtime/header-rules.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import type { Route } from "../../templates/runtime/route.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { isObject } from "../../templates/runtime/validation.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";

interface Given extends HandlerRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** What answers at the moment. */
let answering: (request: Given) => AnyAnswer | Promise<AnyAnswer> = () => ({ status: 204 });
const answer = (request: Given) => answering(request);

const isItem: Validator = (value, problems) =>
  isObject(value) || problems.add("type", "must be an object");
const CONTENT_TYPES = { "200": "application/json", "4XX": "text/plain", default: "text/csv" };

function route(path: string, options: Partial<HandlerOptions>, more: Partial<Route> = {}): Route {
  const integration = handler(answer, {
    contentTypes: CONTENT_TYPES,
    timeoutMs: 10_000,
    ...options,
  });
  return { operationId: path.slice(1, 6), method: "ANY", path, security: [], integration, ...more };
}

const texts = { path: ["id"], query: ["q"], headers: ["X-A"], cookies: ["c", "__proto__"] };
const paths: readonly Route[] = [
  route("/plain", {}),
  route("/texts/{id}", { texts }),
  route("/short", { timeoutMs: 20 }),
  ...(["warn", "enforce"] as const).map((mode) =>
    route(
      `/${mode}`,
      {},
      { validateResponse: checkResponse(mode, { "200": { "application/json": isItem } }) },
    ),
  ),
  route(
    "/ruled",
    {},
    {
      integration: withHeaders(handler(answer, { timeoutMs: 10_000 }), {
        response: [{ set: "X-Rule", value: "kept" }],
      }),
    },
  ),
];

const FAMILIES = { openApi, restApi, httpApi } satisfies Record<string, Family>;
// Plain documents take ANY for no method, so each has its own.
const METHODS = ["GET", "POST", "HEAD"];

const gateways = new Map<Family, TestGateway>();
const errors: MockInstance[] = [];
beforeAll(async () => {
  for (const family of Object.values(FAMILIES)) {
    const routes = paths.flatMap((each) => METHODS.map((method) => ({ ...each, method })));
    const started = await startGateway({ family, routes });
    gateways.set(family, started);
    errors.push(vi.spyOn(started.gateway.logger, "error"));
  }
});
afterAll(() => Promise.all([...gateways.values()].map((each) => each.stop())));
beforeEach(() => {
  for (const spy of errors) spy.mockClear();
});

function portOf(family: Family): number {
  return gateways.get(family)?.port ?? 0;
}

async function send(line: string, headers: readonly string[] = [], family: Family = openApi) {
  const [method] = line.split(" ");
  const response = await exchange(portOf(family), head(line, ...headers), method);
  if (response === undefined) throw new Error("no response");
  return response;
}

describe.each(Object.entries(FAMILIES))("in a gateway of %s", (_, family) => {
  test("a handler answers, with what it was sent as texts", async () => {
    answering = ({ path, query, headers, cookies, body, context, principal, exchange: raw }) => ({
      status: 200,
      body: {
        sent: { path, query, headers, cookies, bytes: body?.toString() },
        told: [principal ?? null, context.httpMethod, raw.query("other")],
      },
    });
    const sent = ["Cookie: c=1; __proto__=2", "X-A: a", "X-A: b", "Content-Length: 2", "", "{}"];
    const bytes = `POST /texts/r%C3%A9x?q=1&q=2&other=3 HTTP/1.1\r\nHost: h\r\n${sent.join("\r\n")}`;
    const response = await exchange(portOf(family), bytes, "POST");
    expect(response?.status).toBe(200);
    expect(response && valuesOf(response, "content-type")).toEqual(["application/json"]);
    expect(JSON.parse(response?.body.toString() ?? "")).toEqual({
      sent: {
        path: { id: "réx" },
        query: { q: "2" },
        headers: { "X-A": "a,b" },
        cookies: JSON.parse('{"c":"1","__proto__":"2"}') as unknown,
        bytes: "{}",
      },
      told: [null, "POST", "3"],
    });
  });

  test.each([
    ["throws", () => Promise.reject(new Error("s3cr3t"))],
    ["answers nothing", () => undefined as never],
    ["answers a status that is none", () => ({ status: 99, body: "s3cr3t" })],
    ["answers what JSON cannot say", () => ({ status: 200, body: 1n })],
    ["answers an object as text", () => ({ status: 404, body: { s3cr3t: 1 } })],
    ["answers a split header", () => ({ status: 204, headers: { "X-A": "a\r\nB: s3cr3t" } })],
    ["answers a header of no name", () => ({ status: 204, headers: { "X A": "s3cr3t" } })],
    ["answers a split type", () => ({ status: 200, contentType: "a/b\r\nB: c", body: "s3cr3t" })],
  ])("one that %s is answered 500, and the log knows why", async (__, failing) => {
    answering = failing;
    const response = await send("GET /plain", [], family);
    expect(response.status).toBe(500);
    expect(`${response.rawHeaders.join()}${response.body}`).not.toContain("s3cr3t");
    const [logged] = errors.flatMap((spy) => spy.mock.calls as unknown[][]);
    expect(logged).toEqual([
      { id: expect.any(String), route: "plain", cause: expect.stringMatching(/Error: /) },
      "a handler failed",
    ]);
  });

  test("one that is not written yet is answered 501", async () => {
    answering = () => {
      throw new GatewayError("not-implemented", { cause: new Error("not written yet") });
    };
    expect((await send("GET /plain", [], family)).status).toBe(501);
    expect(errors.flatMap((spy) => spy.mock.calls as unknown[][])[0]?.[0]).toMatchObject({
      cause: expect.stringContaining("not written yet"),
    });
  });

  test("one that does not answer in time is told so, and what it answers is nobody's", async () => {
    const late = new PassThrough();
    let reason: unknown;
    answering = async ({ signal }) => {
      await once(signal, "abort");
      reason = signal.reason;
      return { status: 200, body: late };
    };
    const response = await send("GET /short", [], family);
    expect(response.status).toBe(family === httpApi ? 503 : 504);
    expect(reason).toMatchObject({ name: "TimeoutError" });
    await vi.waitFor(() => expect(late.destroyed).toBe(true));
    expect(errors.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });

  test("a client that goes away is told", async () => {
    let signal: AbortSignal | undefined;
    answering = async (request) => {
      ({ signal } = request);
      await once(signal, "abort");
      throw new Error("aborted");
    };
    const client = await connect(portOf(family));
    client.send(head("GET /plain"));
    await vi.waitFor(() => expect(signal?.aborted).toBe(false));
    client.destroy();
    await vi.waitFor(() => expect(signal?.aborted).toBe(true));
    expect(errors.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });

  test("nothing is aborted by an answer", async () => {
    const signals: AbortSignal[] = [];
    answering = ({ signal }) => {
      signals.push(signal);
      return { status: 204 };
    };
    await send("GET /plain", ["Connection: close"], family);
    await send("GET /plain", ["Connection: close"], family);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  });

  test("answers that the document does not have are logged, or refused", async () => {
    answering = () => ({ status: 200, body: ["s3cr3t"] });
    expect((await send("GET /warn", [], family)).body.toString()).toBe('["s3cr3t"]');
    const refused = await send("GET /enforce", [], family);
    expect(refused.status).toBe(family === httpApi ? 500 : 502);
    expect(refused.body.toString()).not.toContain("s3cr3t");
  });

  test("streams go on as they come", async () => {
    answering = () => ({ status: 503, body: Readable.from(["a", Buffer.from("b"), "ç"]) });
    const response = await send("GET /plain", [], family);
    expect(valuesOf(response, "content-type")).toEqual(["text/csv"]);
    expect(response.body.toString()).toBe("abç");
  });

  test("header rules of the document hold", async () => {
    answering = () => ({ status: 200, headers: { "x-rule": "mine" }, body: {} });
    expect(valuesOf(await send("GET /ruled", [], family), "x-rule")).toEqual(["kept"]);
  });
});

describe("answers", () => {
  test.each<[string, AnyAnswer, string[], string]>([
    ["JSON texts", { status: 200, body: "a" }, ["application/json"], '"a"'],
    ["null", { status: 200, body: null }, ["application/json"], "null"],
    ["text", { status: 404, body: "a" }, ["text/plain"], "a"],
    ["bytes", { status: 503, body: new Uint8Array([98]) }, ["text/csv"], "b"],
    ["a type", { status: 200, contentType: "text/html", body: "a" }, ["text/html"], "a"],
    [
      "a header of the type",
      { status: 200, headers: { "content-type": "a/b" }, body: "a" },
      ["a/b"],
      "a",
    ],
    ["nothing", { status: 200 }, [], ""],
    ["a body where none may be", { status: 204, body: "a" }, [], ""],
  ])("of %s", async (_, given, types, body) => {
    answering = () => given;
    const response = await send("GET /plain");
    expect([response.status, response.body.toString()]).toEqual([given.status, body]);
    expect(valuesOf(response, "content-type")).toEqual(types);
  });

  test("have headers, but for those of the connection", async () => {
    const headers = {
      "Set-Cookie": ["a=1", "b=2"],
      "Content-Length": "999",
      "Transfer-Encoding": "chunked",
      Connection: "X-Named",
      "X-Named": "1",
      "X-None": undefined,
    };
    answering = () => ({ status: 200, headers, body: {} });
    const response = await send("GET /plain");
    expect(valuesOf(response, "set-cookie")).toEqual(["a=1", "b=2"]);
    expect(valuesOf(response, "content-length")).toEqual(["2"]);
    for (const name of ["transfer-encoding", "x-named", "x-none"]) {
      expect(valuesOf(response, name), name).toEqual([]);
    }
  });

  test("to HEAD have the length and no body", async () => {
    answering = () => ({ status: 200, body: {} });
    const response = await send("HEAD /plain");
    expect(valuesOf(response, "content-length")).toEqual(["2"]);
    const stream = new PassThrough();
    answering = () => ({ status: 200, body: stream });
    expect((await send("HEAD /plain")).status).toBe(200);
    await vi.waitFor(() => expect(stream.destroyed).toBe(true));
  });

  test.each([
    ["fail", (stream: PassThrough) => stream.destroy(new Error("s3cr3t"))],
    ["break off", (stream: PassThrough) => stream.destroy()],
  ])("whose streams %s are cut", async (_, end) => {
    const stream = new PassThrough();
    answering = () => ({ status: 503, body: stream });
    const client = await connect(portOf(openApi));
    client.send(head("GET /plain"));
    client.socket.once("data", () => end(stream));
    stream.write("begun");
    const text = await new Promise<string>((resolve) => {
      let heard = "";
      client.socket.on("data", (chunk) => (heard += String(chunk)));
      client.socket.on("close", () => resolve(heard));
    });
    expect(text).toContain("begun");
    expect(text).not.toMatch(/\r\n0\r\n\r\n$|s3cr3t/);
  });

  test("whose streams gave up before are cut", async () => {
    const stream = new PassThrough();
    stream.destroy();
    await once(stream, "close");
    answering = () => ({ status: 503, body: stream });
    expect(await exchange(portOf(openApi), head("GET /plain")).catch(() => undefined)).toBe(
      undefined,
    );
  });

  test("make no more of their streams than the client takes", async () => {
    let made = 0;
    function* pieces() {
      for (; made < 2000; made += 1) yield Buffer.alloc(65_536);
    }
    const stream = Readable.from(pieces());
    answering = () => ({ status: 503, body: stream });
    const client = await connect(portOf(openApi));
    client.socket.pause();
    client.send(head("GET /plain"));
    await vi.waitFor(() => expect(stream.isPaused()).toBe(true));
    client.destroy();
    await vi.waitFor(() => expect(stream.destroyed).toBe(true));
    expect(made).toBeLessThan(2000);
  });

  test("end their streams when the client goes away", async () => {
    const stream = new PassThrough();
    answering = () => ({ status: 503, body: stream });
    const client = await connect(portOf(openApi));
    client.send(head("GET /plain"));
    client.socket.once("data", () => client.destroy());
    stream.write("begun");
    await vi.waitFor(() => expect(stream.destroyed).toBe(true));
  });
});
