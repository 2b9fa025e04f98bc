import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { backend, filesRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  gateway = await startGateway({
    routes: [filesRoute()],
    upstreams: [[backend, upstream.url]],
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => upstream.forget());

const REFUSED: Record<string, string> = {
  "no Host": "GET /files/a HTTP/1.1\r\n\r\n",
  "two Hosts": "GET /files/a HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
  "two Hosts in different case": "GET /files/a HTTP/1.1\r\nHost: a\r\nhOST: b\r\n\r\n",
  "two Hosts in HTTP/1.0": "GET /files/a HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
  "an empty Host": "GET /files/a HTTP/1.1\r\nHost: \r\n\r\n",
  "a Host with a path": "GET /files/a HTTP/1.1\r\nHost: a/b\r\n\r\n",
  "a Host with user information": "GET /files/a HTTP/1.1\r\nHost: a@b\r\n\r\n",
  "a Host with a space": "GET /files/a HTTP/1.1\r\nHost: a b\r\n\r\n",
  "a Host list": "GET /files/a HTTP/1.1\r\nHost: a, b/c\r\n\r\n",
  "a Host with a port that is none": "GET /files/a HTTP/1.1\r\nHost: a:b\r\n\r\n",
  "a Host with two ports": "GET /files/a HTTP/1.1\r\nHost: a:1:2\r\n\r\n",
  "a Host in open brackets": "GET /files/a HTTP/1.1\r\nHost: [::1\r\n\r\n",
  "Content-Length and Transfer-Encoding": `${head("POST /files/a", "Content-Length: 4", "Transfer-Encoding: chunked")}0\r\n\r\n`,
  "Transfer-Encoding and Content-Length": `${head("POST /files/a", "Transfer-Encoding: chunked", "Content-Length: 4")}0\r\n\r\n`,
  "Transfer-Encoding and Content-Length 0": `${head("POST /files/a", "Content-Length: 0", "Transfer-Encoding: chunked")}0\r\n\r\n`,
  "two Content-Lengths": `${head("POST /files/a", "Content-Length: 1", "Content-Length: 2")}ab`,
  "the same Content-Length twice": `${head("POST /files/a", "Content-Length: 1", "Content-Length: 1")}a`,
  "a list of Content-Lengths": `${head("POST /files/a", "Content-Length: 1, 1")}a`,
  "Content-Length with a sign": `${head("POST /files/a", "Content-Length: +1")}a`,
  "a negative Content-Length": `${head("POST /files/a", "Content-Length: -1")}a`,
  "a hexadecimal Content-Length": `${head("POST /files/a", "Content-Length: 0x1")}a`,
  "Content-Length beyond 64 bits": `${head("POST /files/a", "Content-Length: 18446744073709551617")}a`,
  "Transfer-Encoding gzip, chunked": `${head("POST /files/a", "Transfer-Encoding: gzip, chunked")}0\r\n\r\n`,
  "Transfer-Encoding chunked, chunked": `${head("POST /files/a", "Transfer-Encoding: chunked, chunked")}0\r\n\r\n`,
  "Transfer-Encoding twice": `${head("POST /files/a", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked")}0\r\n\r\n`,
  "Transfer-Encoding gzip, then chunked": `${head("POST /files/a", "Transfer-Encoding: gzip", "Transfer-Encoding: chunked")}0\r\n\r\n`,
  "Transfer-Encoding identity": head("POST /files/a", "Transfer-Encoding: identity"),
  "Transfer-Encoding chunked;x": `${head("POST /files/a", "Transfer-Encoding: chunked;x=y")}0\r\n\r\n`,
  "Transfer-Encoding x": head("POST /files/a", "Transfer-Encoding: x"),
  "Transfer-Encoding with a vertical tab": `${head("POST /files/a", "Transfer-Encoding: \x0bchunked")}0\r\n\r\n`,
  "Transfer-Encoding with a space before the colon": `${head("POST /files/a", "Transfer-Encoding : chunked")}0\r\n\r\n`,
  "Transfer-Encoding in HTTP/1.0":
    "POST /files/a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "HTTP/0.9 with chunks":
    "POST /files/a HTTP/0.9\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "HTTP/0.9": "GET /files/a HTTP/0.9\r\nHost: a\r\n\r\n",
  "HTTP/2.0": "GET /files/a HTTP/2.0\r\nHost: a\r\n\r\n",
  "HTTP/1.2": "GET /files/a HTTP/1.2\r\nHost: a\r\n\r\n",
  "HTTP/2's preface": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "no version": "GET /files/a\r\nHost: a\r\n\r\n",
  "a continued header line": head("GET /files/a", "X: a", " b"),
  "a header without a name": head("GET /files/a", ": a"),
  "a header without a colon": head("GET /files/a", "X"),
  "a header name with a space": head("GET /files/a", "X Y: a"),
  "a header value with NUL": head("GET /files/a", "X: a\0b"),
  "a header value with CR": head("GET /files/a", "X: a\rb"),
  "bare line feeds": "GET /files/a HTTP/1.1\nHost: a\n\n",
  "an unknown method": head("SWIM /files/a"),
  "a method in lower case": head("get /files/a"),
  "a TLS handshake": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
};

test.each(Object.entries(REFUSED))("%s: 400, and the connection ends", async (_name, bytes) => {
  const client = await connect(gateway.port);
  client.send(`${bytes}GET /files/smuggled HTTP/1.1\r\nHost: a\r\n\r\n`);
  const response = await client.response();
  if (response === undefined) throw new Error("no response");
  expect(response.status).toBe(400);
  expect(valuesOf(response, "Connection")).toEqual(["close"]);
  expect(await client.closed()).toBe("");
  expect(upstream.begun).toBe(0);
});

test.each([
  ["a chunk size that is none", "x\r\na\r\n0\r\n\r\n"],
  ["a chunk size with a sign", "-1\r\na\r\n0\r\n\r\n"],
  ["a chunk size beyond 64 bits", "11111111111111111\r\na\r\n0\r\n\r\n"],
  ["a chunk longer than its size", "1\r\nabc\r\n0\r\n\r\n"],
  ["a chunk that ends in a line feed", "1\na\n0\n\n"],
])("%s: 400 or a cut, never a whole body upstream", async (_name, chunks) => {
  const client = await connect(gateway.port);
  client.send(head("POST /files/a", "Transfer-Encoding: chunked") + chunks);
  const response = await client.response();
  expect([400, undefined]).toContain(response?.status);
  await client.closed();
  await expect.poll(() => upstream.heard.length).toBe(upstream.begun);
  expect(upstream.heard.filter((request) => request.complete)).toEqual([]);
});

describe("Content-Type of a request with a body", () => {
  const BODIES = {
    "Content-Length": ["Content-Length: 2", "{}"],
    chunks: ["Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"],
  } as const;

  describe.each(Object.entries(BODIES))("with %s", (_name, [framing, body]) => {
    test.each([
      ["no type", ["Content-Type: json"]],
      ["no subtype", ["Content-Type: application/"]],
      ["empty", ["Content-Type:"]],
      ["a list", ["Content-Type: application/json, text/plain"]],
      ["a space inside", ["Content-Type: application /json"]],
      ["a parameter without a name", ["Content-Type: application/json;=x"]],
      ["a parameter without a value", ["Content-Type: application/json; charset="]],
      ["an open quote", ['Content-Type: application/json; charset="utf-8']],
      ["words behind it", ["Content-Type: application/json x"]],
      ["twice", ["Content-Type: application/json", "Content-Type: text/plain"]],
      ["the same twice", ["Content-Type: application/json", "content-type: application/json"]],
    ])("%s: 415", async (_case, headers) => {
      const bytes = head("POST /files/a", ...headers, framing) + body;
      const response = await exchange(gateway.port, bytes);
      expect(response?.status).toBe(415);
      expect(String(response?.body)).toBe('{"message":"Unsupported Media Type"}');
      expect(upstream.begun).toBe(0);
    });

    test.each([
      "application/json",
      "Application/JSON",
      "application/json;charset=utf-8",
      'application/json ; charset="utf-8"; x=y',
      "application/json;",
      "application/vnd.api+json",
      'multipart/form-data; boundary="a \\" ; b"',
    ])("%s passes", async (type) => {
      const bytes = head("POST /files/a", `Content-Type: ${type}`, framing) + body;
      const response = await exchange(gateway.port, bytes);
      expect(response?.status).toBe(200);
      expect(onlyHeard(upstream).body.toString()).toBe("{}");
    });
  });

  test("does not matter without a body", async () => {
    const response = await exchange(gateway.port, head("GET /files/a", "Content-Type: what"));
    expect(response?.status).toBe(200);
  });
});

describe("size of the head", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `X-${i}: a`);

  test("100 header lines pass, Host among them", async () => {
    const response = await exchange(gateway.port, head("GET /files/a", ...lines(99)));
    expect(response?.status).toBe(200);
  });

  test.each([
    ["101 header lines", head("GET /files/a", ...lines(100))],
    ["3000 header lines", head("GET /files/a", ...lines(1000))],
    ["10,241 bytes of headers", head("GET /files/a", `X: ${"a".repeat(10_241 - 18 - 5)}`)],
    ["20,000 bytes of headers", head("GET /files/a", `X: ${"a".repeat(20_000)}`)],
    ["20,000 bytes of target", head(`GET /files/${"a".repeat(20_000)}`)],
  ])("%s: 431", async (_name, bytes) => {
    const response = await exchange(gateway.port, bytes);
    expect(response?.status).toBe(431);
    expect(upstream.begun).toBe(0);
  });

  test("10,240 bytes of headers pass", async () => {
    const host = "Host: gateway.test\r\n".length;
    const line = `X: ${"a".repeat(10_240 - host - "X: \r\n".length)}`;
    expect((await exchange(gateway.port, head("GET /files/a", line)))?.status).toBe(200);
    expect((await exchange(gateway.port, head("GET /files/a", `${line}a`)))?.status).toBe(431);
  });
});

describe("pipelined requests", () => {
  test("are answered in order, each with its own body", async () => {
    const client = await connect(gateway.port);
    const first = `${head("POST /files/1", "Content-Length: 3")}one`;
    const second = `${head("POST /files/2", "Transfer-Encoding: chunked")}3\r\ntwo\r\n0\r\n\r\n`;
    client.send(first + second + head("GET /files/3"));
    for (let i = 0; i < 3; i += 1) expect((await client.response())?.status).toBe(200);
    const byTarget = upstream.heard.toSorted((a, b) => (a.target < b.target ? -1 : 1));
    expect(byTarget.map(({ target, body }) => [target, body.toString()])).toEqual([
      ["/base/1", "one"],
      ["/base/2", "two"],
      ["/base/3", ""],
    ]);
    client.destroy();
  });

  test("garbage behind a request is not answered in that request's place", async () => {
    upstream.answer((request, response) => {
      request.resume();
      setTimeout(() => response.end("slow"), 50);
    });
    const client = await connect(gateway.port);
    client.send(`${head("GET /files/slow")}garbage\r\n\r\n`);
    expect((await client.response())?.body.toString()).toBe("slow");
    expect(await client.closed()).toBe("");
    upstream.answer(undefined);
  });

  test("Upgrade is not followed, and the body stays a body", async () => {
    const client = await connect(gateway.port);
    const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Content-Length: 40"];
    const inner = "GET /files/inner HTTP/1.1\r\nHost: a\r\n\r\n".padEnd(40, " ");
    client.send(head("POST /files/outer", ...upgrade) + inner);
    expect((await client.response())?.status).toBe(200);
    expect(onlyHeard(upstream)).toMatchObject({ target: "/base/outer", body: Buffer.from(inner) });
    client.destroy();
  });
});

test("HTTP/1.0 without Host is answered, and the connection ends", async () => {
  const client = await connect(gateway.port);
  client.send("GET /files/a HTTP/1.0\r\n\r\n");
  expect((await client.response())?.status).toBe(200);
  expect(await client.closed()).toBe("");
});
