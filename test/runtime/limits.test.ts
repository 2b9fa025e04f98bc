import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

let upstream: StubUpstream;
let gateway: TestGateway;
let rest: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const reads = { validate: { body: () => () => {} } };
  const routes = [
    proxyRoute("POST", "/usual"),
    proxyRoute("POST", "/usual/read", reads),
    proxyRoute("POST", "/less", { limits: { bodyBytes: 4 } }),
    proxyRoute("POST", "/less/read", { limits: { bodyBytes: 4 }, ...reads }),
    proxyRoute("POST", "/more", { limits: { bodyBytes: 16 } }),
    proxyRoute("POST", "/more/read", { limits: { bodyBytes: 16 }, ...reads }),
    proxyRoute("POST", "/none", { limits: { bodyBytes: 0 } }),
    proxyRoute("POST", "/none/read", { limits: { bodyBytes: 0 }, ...reads }),
    proxyRoute("GET", "/usual"),
  ];
  const upstreams = [[backend, upstream.url]] as const;
  const limits = { bodyBytes: 8, headerBytes: 1024 };
  gateway = await startGateway({ family: openApi, routes, upstreams, limits });
  rest = await startGateway({ family: restApi, routes, upstreams, limits });
});
afterAll(async () => {
  await gateway.stop();
  await rest.stop();
  await upstream.stop();
});
beforeEach(() => upstream.forget());

const announced = (path: string, size: number) =>
  `${head(`POST ${path}`, `Content-Length: ${size}`)}${"x".repeat(size)}`;
const chunked = (path: string, size: number) =>
  `${head(`POST ${path}`, "Transfer-Encoding: chunked")}${size.toString(16)}\r\n${"x".repeat(size)}\r\n0\r\n\r\n`;

describe.each([
  ["/usual", 8],
  ["/usual/read", 8],
  ["/less", 4],
  ["/less/read", 4],
  ["/more", 16],
  ["/more/read", 16],
])("%s takes %i bytes", (path, limit) => {
  test.each([announced, chunked])("and no more (%#)", async (send) => {
    expect((await exchange(gateway.port, send(path, limit)))?.status).toBe(200);
    expect(onlyHeard(upstream)).toMatchObject({ complete: true, body: { length: limit } });
    upstream.forget();
    expect((await exchange(gateway.port, send(path, limit + 1)))?.status).toBe(413);
    expect(upstream.heard.filter(({ complete }) => complete)).toEqual([]);
  });
});

test.each(["/none", "/none/read"])("%s takes no body at all", async (path) => {
  expect((await exchange(gateway.port, announced(path, 1)))?.status).toBe(413);
  expect((await exchange(gateway.port, chunked(path, 1)))?.status).toBe(413);
  expect((await exchange(gateway.port, head(`POST ${path}`)))?.status).toBe(200);
});

test("Amazon's own words in a REST API", async () => {
  const response = await exchange(rest.port, announced("/usual", 9));
  expect(response?.status).toBe(413);
  expect(response?.body.toString()).toBe('{"message":"Request Too Long"}');
});

test.each([
  [16, "HTTP/1.1 100 Continue"],
  [17, "HTTP/1.1 413 Payload Too Large"],
])("a client that waits for 100 with %i bytes gets %s", async (length, expected) => {
  const client = await connect(gateway.port);
  client.send(head("POST /more", `Content-Length: ${length}`, "Expect: 100-continue"));
  const [bytes] = (await once(client.socket, "data")) as [Buffer];
  client.destroy();
  expect(bytes.toString().split("\r\n")[0]).toBe(expected);
});

describe("headers", () => {
  // "Host: gateway.test" and a name of one letter, with what goes around them.
  const filled = (bytes: number) =>
    head("GET /usual", `x: ${"x".repeat(bytes - "Host: gateway.test\r\nx: \r\n".length)}`);

  test.each([
    ["plain", () => gateway],
    ["REST", () => rest],
  ])("%s: 1,024 bytes and no more", async (_name, at) => {
    expect((await exchange(at().port, filled(1024)))?.status).toBe(200);
    expect((await exchange(at().port, filled(1025)))?.status).toBe(431);
    expect(upstream.begun).toBe(1);
  });
});
