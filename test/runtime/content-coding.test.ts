import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { httpApi } from "../../templates/runtime/http-api.js";
import { requireModel } from "../../templates/runtime/require-model.js";
import { isObject } from "../../templates/runtime/validation.js";
import { backend, filesRoute, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const BODY = Buffer.from('{"type":"dog","price":249.99}');
const LIMIT = 100_000;

let upstream: StubUpstream;
let gateway: TestGateway;
let passing: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const plan = {
    routes: [
      filesRoute(),
      proxyRoute("POST", "/dogs", {
        validate: {
          body: requireModel({
            "application/json": (value, problems) =>
              (isObject(value) && value["type"] === "dog") || problems.add("type", "is no dog"),
          }),
        },
      }),
    ],
    limits: { bodyBytes: LIMIT },
    upstreams: [[backend, upstream.url]] as const,
  };
  gateway = await startGateway(plan);
  passing = await startGateway({ ...plan, family: httpApi });
});
afterAll(async () => {
  await Promise.all([gateway.stop(), passing.stop()]);
  await upstream.stop();
});
beforeEach(() => upstream.forget());

async function post(path: string, coding: string, body: Buffer, port = gateway.port) {
  const lines = ["Content-Type: application/json", `Content-Encoding: ${coding}`];
  const bytes = head(`POST ${path}`, ...lines, `Content-Length: ${body.length}`);
  return exchange(port, Buffer.concat([Buffer.from(bytes), body]));
}

describe.each(["/files/a", "/dogs"])("REST APIs, %s", (path) => {
  test.each([
    ["gzip", gzipSync(BODY)],
    ["GZIP", gzipSync(BODY)],
    ["deflate", deflateSync(BODY)],
    ["identity", BODY],
  ])("%s goes upstream plain", async (coding, body) => {
    expect((await post(path, coding, body))?.status).toBe(200);
    const heard = onlyHeard(upstream);
    expect(heard.body).toEqual(BODY);
    expect(heardValues(heard, "content-encoding")).toEqual([]);
    expect(heardValues(heard, "content-length")).toEqual([String(BODY.length)]);
  });

  test.each([
    ["gzip", gzipSync(BODY).subarray(0, -9)],
    ["gzip", BODY],
    ["deflate", gzipSync(BODY)],
    ["br", brotliCompressSync(BODY)],
    ["gzip, gzip", gzipSync(gzipSync(BODY))],
    ["x-none", BODY],
  ])("%s that cannot be decoded is refused", async (coding, body) => {
    const response = await post(path, coding, body);
    expect(response?.status).toBe(415);
    expect(response?.body.toString()).toBe('{"message":"Unsupported Media Type"}');
    expect(upstream.begun).toBe(0);
  });

  test("what is too large once it is decoded is refused", async () => {
    const bomb = gzipSync(Buffer.alloc(LIMIT + 1, " "));
    expect((await post(path, "gzip", bomb))?.status).toBe(413);
    expect(upstream.begun).toBe(0);
  });
});

test("a decoded body is validated", async () => {
  const cat = gzipSync(Buffer.from('{"type":"cat"}'));
  expect((await post("/dogs", "gzip", cat))?.status).toBe(400);
});

test("without a body the header says nothing", async () => {
  const request = head("GET /files/a", "Content-Encoding: deflate");
  expect((await exchange(gateway.port, request))?.status).toBe(200);
});

test("HTTP APIs pass an encoded body on as it is", async () => {
  const body = gzipSync(BODY);
  expect((await post("/files/a", "gzip", body, passing.port))?.status).toBe(200);
  const heard = onlyHeard(upstream);
  expect(heard.body).toEqual(body);
  expect(heardValues(heard, "content-encoding")).toEqual(["gzip"]);
});
