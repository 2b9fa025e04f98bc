import { brotliCompressSync, gzipSync } from "node:zlib";
import type { MockInstance } from "vitest";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { checkBody } from "../../templates/runtime/check-body.js";
import { checkResponse } from "../../templates/runtime/check-response.js";
import type { Family } from "../../templates/runtime/family.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { httpProxy } from "../../templates/runtime/http-proxy.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import type { Route } from "../../templates/runtime/route.js";
import type { TransformRequest, TransformResponse } from "../../templates/runtime/transform.js";
import type { BodyTransforms } from "../../templates/runtime/transform-bodies.js";
import { transformBodies } from "../../templates/runtime/transform-bodies.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { isObject, own } from "../../templates/runtime/validation.js";
import { backend } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

interface Named {
  readonly name: string;
}

const isNamed: Validator = (value, problems) => {
  if (!isObject(value)) return problems.add("type", "must be an object");
  return typeof own(value, "name") === "string" || problems.add("type", "must be text", "name");
};

const addTenant: TransformRequest<Named> = async (body, request) => ({
  ...body,
  tenant: request.header("x-tenant") ?? "none",
});
const shout: TransformResponse<Named> = (body, request, response) => ({
  name: `${body.name.toUpperCase()} ${response.status} ${request.method}`,
});

const body = checkBody({
  content: {
    "application/json": isNamed,
    "application/vnd.named+json": isNamed,
    "text/json": "anything",
    "text/plain": "anything",
  },
});

function route(path: string, transforms: BodyTransforms, more: Partial<Route> = {}): Route {
  return {
    operationId: path.slice(1),
    method: "ANY",
    path,
    security: [],
    ...more,
    integration: transformBodies(
      transforms,
      httpProxy({ upstream: backend, method: "ANY", path: () => path, timeoutMs: 5000 }),
    ),
  };
}

const nothing: TransformRequest<Named> = () => undefined;
const failing = () => {
  throw new Error("s3cr3t");
};

const paths: readonly Route[] = [
  route("/request", { request: addTenant }, { validate: { body } }),
  route("/response", { response: shout }),
  route("/both", { request: addTenant, response: shout }, { validate: { body } }),
  route("/failing", { request: failing }, { validate: { body } }),
  route("/failing-later", { response: () => Promise.reject(new Error("s3cr3t")) }),
  route("/nothing", { request: nothing }, { validate: { body } }),
  route("/huge", { request: () => "x".repeat(10_485_760) }, { validate: { body } }),
  ...(["warn", "enforce"] as const).map((mode) =>
    route(
      `/${mode}`,
      { response: (given: object) => ({ ...given, name: 1 }) },
      {
        validateResponse: checkResponse(mode, { default: { "application/json": isNamed } }),
      },
    ),
  ),
];

const FAMILIES = { openApi, restApi, httpApi } satisfies Record<string, Family>;
// Plain documents take ANY for no method, so each has its own.
const METHODS = ["GET", "POST", "HEAD"];

let upstream: StubUpstream;
const gateways = new Map<Family, TestGateway>();
const errors: MockInstance[] = [];
beforeAll(async () => {
  upstream = await startStubUpstream();
  for (const family of Object.values(FAMILIES)) {
    const routes = paths.flatMap((each) => METHODS.map((method) => ({ ...each, method })));
    const upstreams = [[backend, upstream.url]] as const;
    const started = await startGateway({ family, routes, upstreams });
    gateways.set(family, started);
    errors.push(vi.spyOn(started.gateway.logger, "error"));
  }
});
afterAll(async () => {
  await Promise.all([...gateways.values()].map((each) => each.stop()));
  await upstream.stop();
});
beforeEach(() => {
  upstream.forget();
  upstream.answer(undefined);
  for (const spy of errors) spy.mockClear();
});

async function send(
  line: string,
  { headers = [], body: sent = "", family = openApi as Family }: Partial<Sent> = {},
) {
  const port = gateways.get(family)?.port ?? 0;
  const length = sent === "" ? [] : [`Content-Length: ${Buffer.byteLength(sent)}`];
  const [method] = line.split(" ");
  const bytes = Buffer.from(`${head(line, ...length, ...headers)}${sent}`);
  const response = await exchange(port, bytes.toString("latin1"), method);
  if (response === undefined) throw new Error("no response");
  return response;
}

interface Sent {
  readonly headers: readonly string[];
  readonly body: string;
  readonly family: Family;
}

const JSON_TYPE = "Content-Type: application/json";
const REX = '{"name":"Rex"}';

describe("requests", () => {
  test.each(Object.entries(FAMILIES))(
    "go upstream as the hook makes them (%s)",
    async (_, family) => {
      const digests = ["Content-MD5: x", "Digest: y", "Content-Digest: z", "ETag: w"];
      const headers = ["Content-Type: application/vnd.named+json", "X-Tenant: é-1", ...digests];
      await send("POST /request?a=b", { headers, body: '{ "name": "R\u00e9x" }', family });
      const heard = onlyHeard(upstream);
      const sent = '{"name":"Réx","tenant":"Ã©-1"}';
      expect(heard.target).toBe("/request?a=b");
      expect(heard.body.toString()).toBe(sent);
      expect(heardValues(heard, "content-length")).toEqual([String(Buffer.byteLength(sent))]);
      expect(heardValues(heard, "content-type")).toEqual(["application/vnd.named+json"]);
      for (const name of ["content-md5", "digest", "content-digest", "transfer-encoding"]) {
        expect(heardValues(heard, name), name).toEqual([]);
      }
    },
  );

  test("that come in chunks have a length afterwards", async () => {
    const chunked = `${head("POST /request", JSON_TYPE, "Transfer-Encoding: chunked")}e\r\n${REX}\r\n0\r\n\r\n`;
    await exchange(gateways.get(openApi)?.port ?? 0, chunked);
    const heard = onlyHeard(upstream);
    expect(heard.body.toString()).toBe('{"name":"Rex","tenant":"none"}');
    expect(heardValues(heard, "content-length")).toEqual(["30"]);
    expect(heardValues(heard, "transfer-encoding")).toEqual([]);
  });

  test("that a REST API decodes go upstream plain", async () => {
    const coded = gzipSync(REX);
    const headers = [JSON_TYPE, "Content-Encoding: gzip", `Content-Length: ${coded.length}`];
    const bytes = Buffer.concat([Buffer.from(head("POST /request", ...headers)), coded]);
    await exchange(gateways.get(restApi)?.port ?? 0, bytes.toString("latin1"));
    const heard = onlyHeard(upstream);
    expect(heard.body.toString()).toBe('{"name":"Rex","tenant":"none"}');
    expect(heardValues(heard, "content-encoding")).toEqual([]);
  });

  test("of which no schema says anything are read as strictly", async () => {
    const headers = ["Content-Type: text/json"];
    await send("POST /request", { headers, body: "{}" });
    expect(onlyHeard(upstream).body.toString()).toBe('{"tenant":"none"}');
    for (const bad of ['{"a":1,"a":2}', "{", '{"__proto__":1}']) {
      expect((await send("POST /request", { headers, body: bad })).status).toBe(400);
    }
    expect(upstream.begun).toBe(1);
  });

  test("that are no JSON, or have no body, pass as they are", async () => {
    await send("POST /request", { headers: ["Content-Type: text/plain"], body: REX });
    await send("GET /request");
    expect(upstream.heard.map((each) => each.body.toString())).toEqual([REX, ""]);
  });

  test("are checked before the hook sees them", async () => {
    const response = await send("POST /request", { headers: [JSON_TYPE], body: "{}" });
    expect([response.status, upstream.begun]).toEqual([400, 0]);
  });

  test.each(["/failing", "/nothing", "/huge"])(
    "are answered 500 where the hook fails (%s)",
    async (path) => {
      const response = await send(`POST ${path}`, { headers: [JSON_TYPE], body: REX });
      expect([response.status, upstream.begun]).toEqual([500, 0]);
      expect(valuesOf(response, "content-type")).toEqual(["application/problem+json"]);
      expect(response.body.toString()).not.toContain("s3cr3t");
      expect(errors[0]).toHaveBeenCalledWith(
        {
          id: expect.any(String),
          route: path.slice(1),
          transform: "request",
          cause: expect.stringMatching(/Error: (?:s3cr3t|a transform gave)/),
        },
        "a transform failed",
      );
    },
  );
});

function answers(
  status: number,
  headers: Readonly<Record<string, string | string[]>>,
  sent: string | Buffer = REX,
) {
  upstream.answer((_request, response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(sent);
  });
}

describe("responses", () => {
  test.each(Object.entries(FAMILIES))(
    "come back as the hook makes them (%s)",
    async (_, family) => {
      answers(201, {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": "14",
        "Content-MD5": "x",
        "Content-Digest": "y",
        Digest: "z",
        "Repr-Digest": "v",
        ETag: '"w"',
        "Accept-Ranges": "bytes",
        "X-Kept": "kept",
      });
      const headers = ["Accept-Encoding: gzip, br", "Range: bytes=0-3", 'If-Range: "w"'];
      const response = await send("GET /response", { headers, family });
      const sent = '{"name":"REX 201 GET"}';
      expect([response.status, response.body.toString()]).toEqual([201, sent]);
      expect(valuesOf(response, "content-length")).toEqual([String(sent.length)]);
      expect(valuesOf(response, "content-type")).toEqual(["application/json; charset=utf-8"]);
      expect(valuesOf(response, "x-kept")).toEqual(["kept"]);
      const names = response.rawHeaders.filter((_name, i) => i % 2 === 0).join(" ");
      expect(names).not.toMatch(/digest|md5|etag|ranges|remapped-content/i);
      const heard = onlyHeard(upstream);
      expect(heardValues(heard, "accept-encoding")).toEqual(["identity"]);
      expect([...heardValues(heard, "range"), ...heardValues(heard, "if-range")]).toEqual([]);
    },
  );

  test.each([
    ["gzip", gzipSync(REX)],
    ["br", brotliCompressSync(REX)],
  ])("that are encoded all the same are decoded (%s)", async (coding, sent) => {
    answers(200, { "Content-Encoding": coding }, sent);
    const response = await send("GET /response");
    expect(response.body.toString()).toBe('{"name":"REX 200 GET"}');
    expect(valuesOf(response, "content-encoding")).toEqual([]);
  });

  test.each<[string, number, Readonly<Record<string, string>>, string]>([
    ["another status", 404, {}, REX],
    ["another media type", 200, { "Content-Type": "text/plain" }, REX],
    ["no body", 200, { ETag: '"w"' }, ""],
  ])("with %s pass as they are", async (_, status, headers, sent) => {
    answers(status, { ETag: '"w"', ...headers }, sent);
    const response = await send("GET /response");
    expect([response.status, response.body.toString()]).toEqual([status, sent]);
    expect(valuesOf(response, "etag")).toEqual(['"w"']);
  });

  test("to HEAD say nothing of a body that GET does not have", async () => {
    answers(200, { "Content-Length": "14", ETag: '"w"' }, "");
    const response = await send("HEAD /response");
    expect(response.status).toBe(200);
    expect([...valuesOf(response, "content-length"), ...valuesOf(response, "etag")]).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string | string[]>>, string | Buffer]>([
    ["no JSON", {}, "s3cr3t"],
    ["ambiguous JSON", {}, '{"name":"s3cr3t","name":"Rex"}'],
    ["an unknown coding", { "Content-Encoding": "zstd" }, "s3cr3t"],
    ["a bomb", { "Content-Encoding": "gzip" }, gzipSync("1".repeat(10_485_761))],
    ["more than is held", {}, "1".repeat(10_485_761)],
    ["two media types", { "Content-Type": ["text/plain", "application/json"] }, REX],
    ["a media type that is none", { "Content-Type": "application/json, text/plain" }, REX],
  ])("of %s are no answer", async (_, headers, sent) => {
    answers(200, headers, sent);
    const response = await send("GET /response");
    expect(response.status).toBe(502);
    expect(response.body.toString()).not.toContain("s3cr3t");
    await vi.waitFor(() => expect(upstream.open).toBe(0));
  });

  test("are answered 500 where the hook fails", async () => {
    answers(200, { "X-Inner": "s3cr3t" });
    const response = await send("GET /failing-later");
    expect(response.status).toBe(500);
    expect(`${response.rawHeaders.join()}${response.body.toString()}`).not.toContain("s3cr3t");
    expect(errors[0]).toHaveBeenCalledWith(
      expect.objectContaining({ route: "failing-later", transform: "response" }),
      "a transform failed",
    );
  });

  test("are checked as clients get them", async () => {
    answers(200, {});
    const seen = await send("GET /warn");
    expect([seen.status, seen.body.toString()]).toEqual([200, '{"name":1}']);
    expect((await send("GET /enforce")).status).toBe(502);
  });

  test("go through both hooks", async () => {
    upstream.answer((request, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      request.pipe(response);
    });
    const response = await send("POST /both", { headers: [JSON_TYPE], body: REX });
    expect(response.body.toString()).toBe('{"name":"REX 200 POST"}');
  });
});
