import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { backend, filesRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import type { RawResponse } from "./support/raw-response.js";
import { valuesOf } from "./support/raw-response.js";
import type { RawUpstream } from "./support/raw-upstream.js";
import { startRawUpstream } from "./support/raw-upstream.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";

let upstream: RawUpstream;
let gateway: TestGateway;
let plain: TestGateway;
beforeAll(async () => {
  upstream = await startRawUpstream();
  const upstreams = [[backend, upstream.url]] as const;
  gateway = await startGateway({ routes: [filesRoute()], upstreams });
  const route = { ...filesRoute(), method: "GET" };
  plain = await startGateway({ routes: [route], upstreams, family: openApi });
});
afterAll(async () => {
  await Promise.all([gateway.stop(), plain.stop()]);
  await upstream.stop();
});

function answer(...lines: readonly string[]): void {
  const bytes = Buffer.from(`${["HTTP/1.1 200 OK", ...lines].join("\r\n")}\r\n\r\nok`, "latin1");
  upstream.answer((socket) => socket.end(bytes));
}

async function ask(port = gateway.port): Promise<RawResponse> {
  const response = await exchange(port, head("GET /files/a"));
  if (response === undefined) throw new Error("no response");
  return response;
}

beforeEach(() => answer("Content-Length: 2"));

test.each([
  "Keep-Alive: timeout=1, max=7",
  "Proxy-Authenticate: Basic",
  "Proxy-Connection: keep-alive",
  "TE: trailers",
  "Trailer: X-Sum",
  "Upgrade: h2c",
])("%s of an upstream ends at the gateway", async (line) => {
  answer("Content-Length: 2", line);
  const [name = "", value = ""] = line.split(": ");
  const response = await ask();
  expect(response.body.toString()).toBe("ok");
  expect(valuesOf(response, name)).not.toContain(value);
});

test("Connection takes away what it names, and does not end the client's connection", async () => {
  answer("Content-Length: 2", "Connection: close, X-One, x-two", "X-One: 1", "X-Two: 2", "X-3: 3");
  const client = await connect(gateway.port);
  for (let i = 0; i < 2; i += 1) {
    client.send(head("GET /files/a"));
    const response = await client.response();
    if (response === undefined) throw new Error("no response");
    expect(valuesOf(response, "Connection")).toEqual(["keep-alive"]);
    expect(["x-one", "x-two", "x-3"].flatMap((name) => valuesOf(response, name))).toEqual(["3"]);
  }
  client.destroy();
});

test.each([
  "Authorization: x",
  "Connection: keep-alive",
  "Content-MD5: x",
  "Date: Thu, 01 Jan 1970 00:00:00 GMT",
  "Max-Forwards: 3",
  "server: gunicorn/19.9.0",
  "User-Agent: x",
  "WWW-Authenticate: Basic",
  "x-amzn-RequestId: 7",
  "x-amz-apigw-id: 7=",
])("REST: %s of an upstream comes back by another name", async (line) => {
  answer("Content-Length: 2", line);
  const [name = "", value = ""] = line.split(": ");
  const response = await ask();
  expect(valuesOf(response, `x-amzn-Remapped-${name}`)).toEqual([value]);
  expect(response.rawHeaders).toContain(`x-amzn-Remapped-${name}`);
  if (name !== "Connection") expect(valuesOf(response, name)).not.toContain(value);
});

test("REST: the length is told twice, the coding once", async () => {
  answer("Content-Length: 2", "Content-Encoding: x-none", "Via: 1.1 proxy");
  const response = await ask();
  expect(valuesOf(response, "x-amzn-Remapped-Content-Length")).toEqual(["2"]);
  expect(valuesOf(response, "Content-Length")).toEqual(["2"]);
  expect(valuesOf(response, "Content-Encoding")).toEqual(["x-none"]);
  expect(valuesOf(response, "Via")).toEqual([]);
});

test("plain: nothing gets another name", async () => {
  answer("Content-Length: 2", "WWW-Authenticate: Basic", "Date: Thu, 01 Jan 1970 00:00:00 GMT");
  const response = await ask(plain.port);
  expect(valuesOf(response, "WWW-Authenticate")).toEqual(["Basic"]);
  expect(response.rawHeaders.filter((name) => /remapped|apigw|amzn/i.test(name))).toEqual([]);
});

test("Connection takes nothing away of what the gateway adds", async () => {
  answer("Content-Length: 2", "Connection: x-amzn-requestid, date");
  const response = await ask();
  expect(valuesOf(response, "x-amzn-RequestId")).toHaveLength(1);
  expect(valuesOf(response, "Date")).toHaveLength(1);
});

test("other headers pass as they are, repeated ones in order", async () => {
  answer("Content-Length: 2", "Set-Cookie: a=1", "X-Odd: caf\xe9", "set-cookie: b=2; Path=/");
  const response = await ask();
  expect(valuesOf(response, "Set-Cookie")).toEqual(["a=1", "b=2; Path=/"]);
  expect(valuesOf(response, "X-Odd")).toEqual(["caf\xe9"]);
});

test("REST: what has no type is JSON; every answer has one request id", async () => {
  const response = await ask();
  expect(valuesOf(response, "Content-Type")).toEqual(["application/json"]);
  expect(valuesOf(response, "x-amzn-RequestId")[0]).toMatch(/^[\da-f-]{36}$/);
});

test("REST: every answer has an extended id of its own, and no trace that is not the upstream's", async () => {
  const sent = "x-amzn-RequestId: 0b2b1c3d-0000-4000-8000-1234567890ab";
  const ids = new Set<string | undefined>();
  for (const target of ["/files/a", "/files/a", "/nope"]) {
    const trace = "X-Amzn-Trace-Id: Root=1-3152b799-8954dae64eda91bc9a23a7e8";
    const response = await exchange(gateway.port, head(`GET ${target}`, sent, trace));
    if (response === undefined) throw new Error("no response");
    expect(valuesOf(response, "x-amz-apigw-id")).toEqual([
      expect.stringMatching(/^[\w+/]{15}=$/) as string,
    ]);
    ids.add(valuesOf(response, "x-amz-apigw-id")[0]);
    expect(valuesOf(response, "X-Amzn-Trace-Id")).toEqual([]);
  }
  expect(ids.size).toBe(3);
  answer("Content-Length: 2", "X-Amzn-Trace-Id: Root=theirs");
  expect(valuesOf(await ask(), "X-Amzn-Trace-Id")).toEqual(["Root=theirs"]);
});

test("REST: a request id that the client sent is taken over if it is one", async () => {
  const id = "0b2b1c3d-0000-4000-8000-1234567890ab";
  const asked = async (sent: string) => {
    const response = await exchange(
      gateway.port,
      head("GET /files/a", `x-amzn-RequestId: ${sent}`),
    );
    return response === undefined ? undefined : valuesOf(response, "x-amzn-requestid");
  };
  expect(await asked(id)).toEqual([id]);
  expect(await asked("7 OR 1=1")).not.toEqual(["7 OR 1=1"]);
});

test("plain: what names the upstream's software is left out, nothing is added to its type", async () => {
  answer("Content-Length: 2", "Server: secret/1.0", "X-Powered-By: PHP", "X-Request-Id: theirs");
  const response = await ask(plain.port);
  expect(valuesOf(response, "Server")).toEqual([]);
  expect(valuesOf(response, "X-Powered-By")).toEqual([]);
  expect(valuesOf(response, "Content-Type")).toEqual([]);
  expect(valuesOf(response, "X-Request-Id")).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
});

test.each([
  ["chunks", "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 9\r\n\r\n"],
  ["the connection's end", "\r\nok"],
])("a body framed by %s is framed anew", async (_name, rest) => {
  upstream.answer((socket) => socket.end(`HTTP/1.1 200 OK\r\n${rest}`));
  const response = await ask();
  expect(response).toMatchObject({ complete: true, body: Buffer.from("ok") });
  expect(valuesOf(response, "Transfer-Encoding")).toEqual(["chunked"]);
});

test("the head reaches the client before the body begins", async () => {
  upstream.answer((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
  });
  const client = await connect(gateway.port);
  client.send(head("GET /files/a"));
  const received = new Promise<string>((resolve) => {
    client.socket.once("data", (chunk) => resolve(chunk.toString("latin1")));
  });
  expect(await received).toMatch(/^HTTP\/1\.1 200 OK\r\n.*text\/event-stream/s);
  client.destroy();
});

test.each([
  ["204 with a body", "HTTP/1.1 204 No Content\r\n\r\nbody", 204],
  ["204 with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n", 204],
  ["204 with a length and a body", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nbody", 204],
  [
    "304 with the length of what it stands for",
    "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
    304,
  ],
  ["304 with a body", "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nbody", 304],
])("%s has no body for the client, whose connection goes on", async (_name, bytes, status) => {
  upstream.answer((socket) => socket.write(bytes));
  const client = await connect(gateway.port);
  for (let i = 0; i < 2; i += 1) {
    client.send(head("GET /files/a"));
    const response = await client.response();
    expect(response?.status).toBe(status);
    if (response !== undefined && status === 204) {
      expect(valuesOf(response, "Content-Length")).toEqual([]);
    }
  }
  client.destroy();
});

test("HEAD: the length passes, a body does not", async () => {
  answer("Content-Length: 2");
  const client = await connect(gateway.port);
  client.send(head("HEAD /files/a"));
  const response = await client.response("HEAD");
  if (response === undefined) throw new Error("no response");
  expect(valuesOf(response, "Content-Length")).toEqual(["2"]);
  client.send(head("GET /files/a"));
  expect((await client.response())?.body.toString()).toBe("ok");
  client.destroy();
});
