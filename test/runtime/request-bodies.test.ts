import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { backend, filesRoute, proxyRoute } from "./support/proxy-routes.js";
import type { RawClient } from "./support/raw-client.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const LIMIT = 10_485_760;
const TOO_LONG = '{"message":"Request Too Long"}';

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  gateway = await startGateway({
    routes: [
      filesRoute(),
      proxyRoute("POST", "/read", { validate: { body: () => () => {} } }),
      proxyRoute("POST", "/early", { proxy: { timeoutMs: 1000 } }),
    ],
    upstreams: [[backend, upstream.url]],
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.forget();
  upstream.answer(undefined);
});

function chunk(bytes: Buffer): Buffer {
  const size = Buffer.from(`${bytes.length.toString(16)}\r\n`);
  return Buffer.concat([size, bytes, Buffer.from("\r\n")]);
}

describe.each(["/files/a", "/read"])("%s", (path) => {
  test("a body of announced length goes upstream with its length", async () => {
    const response = await exchange(
      gateway.port,
      `${head(`POST ${path}`, "Content-Length: 5")}hello`,
    );
    expect(response?.status).toBe(200);
    const heard = onlyHeard(upstream);
    expect(heard.body.toString()).toBe("hello");
    expect(heardValues(heard, "Content-Length")).toEqual(["5"]);
    expect(heardValues(heard, "Transfer-Encoding")).toEqual([]);
  });

  test("chunks arrive whole, whatever their sizes", async () => {
    const parts = ["h", "ell", "o"].map((part) => chunk(Buffer.from(part)).toString());
    const bytes = head(`POST ${path}`, "Transfer-Encoding: chunked") + parts.join("");
    const response = await exchange(gateway.port, `${bytes}0\r\n\r\n`);
    expect(response?.status).toBe(200);
    expect(onlyHeard(upstream)).toMatchObject({ complete: true, body: Buffer.from("hello") });
  });

  test.each(["GET", "POST"])("%s of length 0 is no body", async (method) => {
    if (method === "GET" && path === "/read") return;
    const response = await exchange(gateway.port, head(`${method} ${path}`, "Content-Length: 0"));
    expect(response?.status).toBe(200);
    expect(onlyHeard(upstream)).toMatchObject({ method, complete: true, body: Buffer.alloc(0) });
  });

  test("10 MB pass unchanged", async () => {
    const body = Buffer.alloc(LIMIT, "0123456789abcdef-");
    const client = await connect(gateway.port);
    client.send(head(`POST ${path}`, `Content-Length: ${LIMIT}`));
    client.send(body);
    expect((await client.response())?.status).toBe(200);
    client.destroy();
    expect(sha256(onlyHeard(upstream).body)).toBe(sha256(body));
  });

  test("one byte more, announced: 413 at once", async () => {
    const client = await connect(gateway.port);
    client.send(head(`POST ${path}`, `Content-Length: ${LIMIT + 1}`));
    const response = await client.response();
    if (response === undefined) throw new Error("no response");
    expect([response.status, response.body.toString()]).toEqual([413, TOO_LONG]);
    expect(valuesOf(response, "x-amzn-ErrorType")).toEqual(["RequestTooLargeException"]);
    expect(valuesOf(response, "Connection")).toEqual(["close"]);
    await client.closed();
    expect(upstream.begun).toBe(0);
  });

  test("far more, from a client that reads when it has sent everything: 413 all the same", async () => {
    const client = await connect(gateway.port);
    client.socket.pause();
    client.send(head(`POST ${path}`, `Content-Length: ${3 * LIMIT}`));
    await new Promise((resolve) => client.socket.write(Buffer.alloc(3 * LIMIT), resolve));
    client.socket.resume();
    expect((await client.response())?.status).toBe(413);
    await client.closed();
    expect(upstream.begun).toBe(0);
  });

  test("one byte more, in chunks: never a whole request upstream", async () => {
    const client = await connect(gateway.port);
    client.send(head(`POST ${path}`, "Transfer-Encoding: chunked"));
    const megabyte = chunk(Buffer.alloc(1_048_576, "x"));
    for (let i = 0; i < 10; i += 1) client.send(megabyte);
    client.send(chunk(Buffer.from("x")));
    const response = await client.response();
    expect([response?.status, String(response?.body)]).toEqual([413, TOO_LONG]);
    await client.closed();
    await expect.poll(() => upstream.heard.length).toBe(upstream.begun);
    expect(upstream.heard.filter((request) => request.complete)).toEqual([]);
    expect(upstream.begun).toBeLessThanOrEqual(path === "/read" ? 0 : 1);
  });
});

describe("Expect: 100-continue", () => {
  test("is answered, then the body is awaited", async () => {
    const client = await connect(gateway.port);
    client.send(head("POST /files/a", "Expect: 100-continue", "Content-Length: 5"));
    expect((await client.response())?.status).toBe(100);
    client.send("hello");
    expect((await client.response())?.status).toBe(200);
    const heard = onlyHeard(upstream);
    expect(heard.body.toString()).toBe("hello");
    expect(heardValues(heard, "Expect")).toEqual([]);
    client.destroy();
  });

  test("with too long a length: 413 without 100", async () => {
    const client = await connect(gateway.port);
    client.send(head("POST /files/a", "Expect: 100-continue", `Content-Length: ${LIMIT + 1}`));
    expect((await client.response())?.status).toBe(413);
    expect(await client.closed()).toBe("");
    expect(upstream.begun).toBe(0);
  });

  test("anything else binds nobody, and is answered by the gateway", async () => {
    const response = await exchange(gateway.port, head("GET /files/a", "Expect: a-miracle"));
    expect(response?.status).toBe(200);
    expect(response && valuesOf(response, "x-amzn-RequestId")).toHaveLength(1);
    expect(heardValues(onlyHeard(upstream), "expect")).toEqual([]);
  });
});

describe("an upstream that answers before it has the body", () => {
  beforeEach(() => {
    upstream.answer((request, response) => {
      if (request.url !== "/early") request.on("end", () => response.end("ok"));
      else response.writeHead(418).end("early");
    });
  });

  /** The client gets the early answer; its connection then ends, or takes a further request. */
  async function answeredEarly(client: RawClient, rest: string): Promise<void> {
    const response = await client.response();
    expect([response?.status, String(response?.body)]).toEqual([418, "early"]);
    client.send(rest + head("GET /files/next"));
    const next = await client.response();
    expect([undefined, "ok"]).toContain(next?.body.toString());
    client.destroy();
  }

  test("of announced length", async () => {
    const client = await connect(gateway.port);
    client.send(`${head("POST /early", "Content-Length: 5")}he`);
    await answeredEarly(client, "llo");
  });

  test("in chunks", async () => {
    const client = await connect(gateway.port);
    client.send(`${head("POST /early", "Transfer-Encoding: chunked")}2\r\nhe\r\n`);
    // More than a stream holds without being read.
    const rest = chunk(Buffer.alloc(200_000, "x")).toString();
    await answeredEarly(client, `${rest}0\r\n\r\n`);
  });

  test("of many megabytes", async () => {
    const client = await connect(gateway.port);
    client.send(head("POST /early", `Content-Length: ${LIMIT}`));
    client.send(Buffer.alloc(LIMIT / 2));
    await answeredEarly(client, "");
  });
});

test("a client that breaks off in its body makes no whole request upstream", async () => {
  for (const framing of ["Content-Length: 9", "Transfer-Encoding: chunked"]) {
    upstream.forget();
    const client = await connect(gateway.port);
    client.send(`${head("POST /files/a", framing)}3\r\nabc\r\n`);
    await expect.poll(() => upstream.begun).toBe(1);
    client.destroy();
    await expect.poll(() => upstream.heard.length).toBe(1);
    expect(onlyHeard(upstream).complete).toBe(false);
  }
});

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
