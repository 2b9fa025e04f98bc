import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compress } from "../../templates/runtime/compress.js";
import { mock } from "../../templates/runtime/mock.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { RawResponse } from "./support/raw-response.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { Answer, StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

const BODY = Buffer.from('{"pets":["dog","cat","fish"]}'.padEnd(100));
const FROM = BODY.length;
const MADE = "a template's text ".repeat(10);

const DECODERS = new Map([
  ["gzip", gunzipSync],
  ["deflate", inflateSync],
]);

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const templated = mock({
    statusCode: { "application/json": 200 },
    otherwise: "pass through",
    responses: [{ status: 200, templates: { "application/json": MADE } }],
  });
  gateway = await startGateway({
    routes: [
      proxyRoute("ANY", "/pets"),
      proxyRoute("ANY", "/streams", { proxy: { streams: true } }),
      defineRoute({
        operationId: "made",
        method: "GET",
        path: "/made",
        security: [],
        integration: templated,
      }),
    ],
    stages: { compress: compress(FROM) },
    upstreams: [[backend, upstream.url]],
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => answers(BODY));

function answers(body: Buffer, headers: Readonly<Record<string, string>> = {}): void {
  const length = { "Content-Length": body.length };
  upstream.answer((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json", ...length, ...headers });
    response.end(body);
  });
}

async function get(accepted: string | undefined, path = "/pets"): Promise<RawResponse> {
  const lines = accepted === undefined ? [] : [`Accept-Encoding: ${accepted}`];
  const response = await exchange(gateway.port, head(`GET ${path}`, ...lines));
  if (response === undefined) throw new Error("no response");
  return response;
}

/** Checks that the body is this one, and answers how it was coded. */
function codingOf(response: RawResponse, body: Buffer): string {
  const [coding = "none", ...more] = valuesOf(response, "content-encoding");
  expect(more).toEqual([]);
  const decode = DECODERS.get(coding);
  expect(decode === undefined ? response.body : decode(response.body)).toEqual(body);
  expect(valuesOf(response, "content-length")).toEqual([`${response.body.length}`]);
  return coding;
}

test.each([
  [undefined, "none"],
  ["", "none"],
  ["*", "none"],
  ["gzip", "gzip"],
  ["GZIP", "gzip"],
  ["deflate", "deflate"],
  ["identity", "none"],
  ["br", "none"],
  ["gzip, deflate, br", "gzip"],
  ["br, deflate, gzip", "deflate"],
  ["identity, gzip", "none"],
  ["gzip;q=1.0,identity;q=0.5,*;q=0", "gzip"],
  ["deflate;q=0.5,gzip;q=1.0", "gzip"],
  ["br;q=1.0,gzip;q=0.5", "none"],
  ["*;q=1,gzip;q=0.5", "none"],
  ["gzip ; q=0.5 ,", "gzip"],
  ["gzip;q=0", "none"],
  ["gzip;q=x, deflate;q=0.1", "deflate"],
])("a client that accepts %j is answered with %s", async (accepted, coding) => {
  expect(codingOf(await get(accepted), BODY)).toBe(coding);
});

describe("what is compressed", () => {
  test("bodies of no fewer bytes than the least", async () => {
    const less = BODY.subarray(1);
    answers(less);
    expect(codingOf(await get("gzip"), less)).toBe("none");
  });

  test("bodies whose length is known at their end", async () => {
    const chunked =
      (body: Buffer): Answer =>
      (_request, response) => {
        response.write(body.subarray(0, 10));
        response.end(body.subarray(10));
      };
    upstream.answer(chunked(BODY));
    expect(codingOf(await get("gzip"), BODY)).toBe("gzip");
    upstream.answer(chunked(BODY.subarray(1)));
    const response = await get("gzip");
    expect(valuesOf(response, "content-encoding")).toEqual([]);
    expect(response.body).toEqual(BODY.subarray(1));
  });

  test("what a template makes", async () => {
    expect(codingOf(await get("gzip", "/made"), Buffer.from(MADE))).toBe("gzip");
  });

  test("nothing that the integration encoded", async () => {
    for (const [coding, encoded] of [
      ["gzip", gzipSync(BODY)],
      ["deflate", deflateSync(BODY)],
      ["identity", BODY],
    ] as const) {
      answers(encoded, { "Content-Encoding": coding });
      expect(codingOf(await get("gzip"), BODY)).toBe(coding);
    }
  });

  test("nothing that is too large to be held whole", async () => {
    const large = Buffer.alloc(10_485_761, "x");
    upstream.answer((_request, response) => response.end(large));
    const response = await get("gzip");
    expect(valuesOf(response, "content-encoding")).toEqual([]);
    expect(response.body.equals(large)).toBe(true);
  });

  test("no answer without a body", async () => {
    const request = head("HEAD /pets", "Accept-Encoding: gzip");
    const response = await exchange(gateway.port, request, "HEAD");
    expect(response?.status).toBe(200);
    expect(response && valuesOf(response, "content-encoding")).toEqual([]);
    expect(response && valuesOf(response, "content-length")).toEqual([`${BODY.length}`]);
  });

  test("nothing that streams", async () => {
    expect(codingOf(await get("gzip", "/streams"), BODY)).toBe("none");
  });

  test("no error of the gateway's own", async () => {
    const response = await get("gzip", "/none-such");
    expect(response.status).toBe(403);
    expect(valuesOf(response, "content-encoding")).toEqual([]);
  });
});

test("a body that is cut short is an error", async () => {
  upstream.answer((_request, response) => {
    response.write(BODY);
    setTimeout(() => response.destroy(), 20);
  });
  expect((await get("gzip")).status).toBe(500);
});
