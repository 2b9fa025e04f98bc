import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { backend, filesRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream, UpstreamHeard } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

let upstream: StubUpstream;
let gateway: TestGateway;
let trusting: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const routes = [filesRoute({ headers: { "x-mapped": "by the gateway", "X-Other": undefined } })];
  const upstreams = [[backend, upstream.url]] as const;
  gateway = await startGateway({ routes, upstreams });
  const environment = { TRUSTED_PROXIES: "10.0.0.0/8, 127.0.0.1" };
  trusting = await startGateway({ routes, upstreams, environment });
});
afterAll(async () => {
  await Promise.all([gateway.stop(), trusting.stop()]);
  await upstream.stop();
});
beforeEach(() => upstream.forget());

async function heardAfter(bytes: string, port = gateway.port): Promise<UpstreamHeard> {
  const response = await exchange(port, bytes);
  expect(response?.status).toBe(200);
  return onlyHeard(upstream);
}

test.each([
  "Keep-Alive: timeout=5",
  "Proxy-Authenticate: Basic",
  "Proxy-Authorization: Basic eA==",
  "Proxy-Connection: keep-alive",
  "TE: trailers",
  "Trailer: X-Sum",
  "Upgrade: h2c",
  "HTTP2-Settings: AAMAAABkAAQAAP__",
  "Proxy: http://evil.test",
  "Forwarded: for=1.2.3.4;host=evil.test",
  "X-Real-IP: 1.2.3.4",
  "X-Original-URL: /admin",
  "X-Rewrite-URL: /admin",
  "X-HTTP-Method-Override: DELETE",
  "X-Forwarded-Host: evil.test",
  "X-Forwarded-Prefix: /admin",
  "X-Forwarded-Anything: x",
  "x_forwarded_for: 1.2.3.4",
  "X-Forwarded_For: 1.2.3.4",
  "content_length: 5",
  "Authorization: AWS4-HMAC-SHA256 Credential=x",
])("%s ends at the gateway", async (line) => {
  const heard = await heardAfter(head("GET /files/a", line));
  expect(heardValues(heard, line.slice(0, line.indexOf(":")))).toEqual([]);
  expect(heard.method).toBe("GET");
  expect(heard.target).toBe("/base/a");
});

test("other headers pass as they are, repeated ones in order", async () => {
  const heard = await heardAfter(
    head("GET /files/a", "X-CuStOm: 1", "Cookie: a=b", "x-custom: 2", "Authorization: Bearer t"),
  );
  expect(heardValues(heard, "x-custom")).toEqual(["1", "2"]);
  expect(heard.rawHeaders).toEqual(expect.arrayContaining(["X-CuStOm", "Cookie", "Authorization"]));
});

test("headers called as members of Object's prototype are only headers", async () => {
  const heard = await heardAfter(
    head("GET /files/a", "__proto__: x", "constructor: y", "toString: z"),
  );
  expect(heardValues(heard, "__proto__")).toEqual([]);
  expect(heardValues(heard, "constructor")).toEqual(["y"]);
  expect(heardValues(heard, "tostring")).toEqual(["z"]);
});

describe("Connection", () => {
  test("takes away what it names of the client's", async () => {
    const heard = await heardAfter(
      head("GET /files/a", "Connection: X-One, x-two ,", "X-One: 1", "X-Two: 2", "X-Three: 3"),
    );
    expect(["x-one", "x-two", "x-three"].map((name) => heardValues(heard, name))).toEqual([
      [],
      [],
      ["3"],
    ]);
  });

  test("may be repeated", async () => {
    const heard = await heardAfter(
      head("GET /files/a", "Connection: x-one", "connection: X-Two", "X-One: 1", "X-Two: 2"),
    );
    expect(["x-one", "x-two"].flatMap((name) => heardValues(heard, name))).toEqual([]);
  });

  test("takes nothing away of what the gateway adds", async () => {
    const named =
      "host, content-length, content-type, x-forwarded-for, x-forwarded-proto, x-mapped";
    const heard = await heardAfter(
      `${head("POST /files/a", `Connection: ${named}`, "Content-Length: 2")}ab`,
    );
    expect(heardValues(heard, "Host")).toEqual([new URL(upstream.url).host]);
    expect(heardValues(heard, "X-Forwarded-For")).toEqual(["127.0.0.1"]);
    expect(heardValues(heard, "X-Forwarded-Proto")).toEqual(["http"]);
    expect(heardValues(heard, "x-mapped")).toEqual(["by the gateway"]);
    expect(heard.body.toString()).toBe("ab");
  });
});

test("REST: upstreams learn of the API and of the trace, whatever the client says of them", async () => {
  const root = "Root=1-3152b799-8954dae64eda91bc9a23a7e8";
  const heard = await heardAfter(
    head("GET /files/a", "X-Amzn-Apigateway-Api-Id: theirs", `x-amzn-trace-id: ${root}`),
  );
  expect(heardValues(heard, "X-Amzn-Apigateway-Api-Id")).toEqual(["local"]);
  expect(heardValues(heard, "X-Amzn-Trace-Id")).toEqual([
    expect.stringMatching(new RegExp(`^${root};Parent=[0-9a-f]{16};Sampled=0$`)) as string,
  ]);
});

test("a mapped header replaces all of the client's, also with nothing", async () => {
  const heard = await heardAfter(
    head("GET /files/a", "X-Mapped: by the client", "x-MAPPED: again", "x-oTHER: evil"),
  );
  expect(heardValues(heard, "x-mapped")).toEqual(["by the gateway"]);
  expect(heardValues(heard, "x-other")).toEqual([]);
});

describe("X-Forwarded-*", () => {
  const SPOOF = [
    "X-Forwarded-For: 1.2.3.4, 10.1.1.1",
    "x-forwarded-for: 10.2.2.2",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Port: 443",
  ];

  test("of an unknown client are replaced", async () => {
    const heard = await heardAfter(head("GET /files/a", ...SPOOF));
    expect(heardValues(heard, "X-Forwarded-For")).toEqual(["127.0.0.1"]);
    expect(heardValues(heard, "X-Forwarded-Proto")).toEqual(["http"]);
    expect(heardValues(heard, "X-Forwarded-Port")).toEqual([String(gateway.port)]);
  });

  test("of a trusted proxy are believed and lengthened", async () => {
    const heard = await heardAfter(head("GET /files/a", ...SPOOF), trusting.port);
    const chain = "1.2.3.4, 10.1.1.1,10.2.2.2, 127.0.0.1";
    expect(heardValues(heard, "X-Forwarded-For")).toEqual([chain]);
    expect(heardValues(heard, "X-Forwarded-Proto")).toEqual(["https"]);
    expect(heardValues(heard, "X-Forwarded-Port")).toEqual(["443"]);
  });

  test("are added where a trusted proxy sent none", async () => {
    const heard = await heardAfter(head("GET /files/a"), trusting.port);
    expect(heardValues(heard, "X-Forwarded-For")).toEqual(["127.0.0.1"]);
    expect(heardValues(heard, "X-Forwarded-Proto")).toEqual(["http"]);
  });
});

describe("the source address, as mappings and hooks see it", () => {
  const cases: readonly (readonly [string, boolean, readonly string[], string])[] = [
    ["the peer", false, ["X-Forwarded-For: 1.2.3.4"], "127.0.0.1"],
    [
      "the first untrusted hop from the right",
      true,
      ["X-Forwarded-For: 6.6.6.6, 1.2.3.4, 10.9.9.9"],
      "1.2.3.4",
    ],
    [
      "the leftmost hop when all are trusted",
      true,
      ["X-Forwarded-For: 10.1.1.1, 10.2.2.2"],
      "10.1.1.1",
    ],
    ["the peer when a trusted proxy says nothing", true, [], "127.0.0.1"],
    [
      "the last good hop before an empty one",
      true,
      ["X-Forwarded-For: 1.2.3.4, , 10.1.1.1"],
      "1.2.3.4",
    ],
  ];
  let asked: TestGateway[];
  beforeAll(async () => {
    const routes = [filesRoute({ headers: (r) => ({ "x-source": r.context.identity.sourceIp }) })];
    const upstreams = [[backend, upstream.url]] as const;
    asked = [
      await startGateway({ routes, upstreams }),
      await startGateway({
        routes,
        upstreams,
        environment: { TRUSTED_PROXIES: "127.0.0.0/8,10.0.0.0/8" },
      }),
    ];
  });
  afterAll(async () => {
    await Promise.all(asked.map((each) => each.stop()));
  });

  test.each(cases)("is %s", async (_name, trusted, headers, expected) => {
    const heard = await heardAfter(head("GET /files/a", ...headers), asked[Number(trusted)]?.port);
    expect(heardValues(heard, "x-source")).toEqual([expected]);
  });
});

test("trailers end at the gateway", async () => {
  const heard = await heardAfter(
    `${head("POST /files/a", "Trailer: X-Sum", "Transfer-Encoding: chunked")}2\r\nab\r\n0\r\nX-Sum: 9\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n`,
  );
  expect(heard.body.toString()).toBe("ab");
  expect(heardValues(heard, "X-Sum")).toEqual([]);
  expect(heardValues(heard, "X-Forwarded-For")).toEqual(["127.0.0.1"]);
});
