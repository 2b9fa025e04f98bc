import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { brokenTemplate } from "../../templates/runtime/broken-template.js";
import { statusPattern } from "../../templates/runtime/choose-response.js";
import { http, type HttpOptions } from "../../templates/runtime/http.js";
import { segment } from "../../templates/runtime/mapping.js";
import { mock } from "../../templates/runtime/mock.js";
import { defineRoute, type Route } from "../../templates/runtime/route.js";
import { property, setProperty } from "../../templates/runtime/velocity/access.js";
import { mappingTemplate } from "../../templates/runtime/velocity/mapping-template.js";
import type { RenderTemplate } from "../../templates/runtime/velocity/template-scope.js";
import type { Value } from "../../templates/runtime/velocity/value.js";
import { backend } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import { startGateway, type TestGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const template = (render: RenderTemplate) => ({ "application/json": mappingTemplate(render) });

function route(path: string, options: Partial<HttpOptions>): Route {
  const integration = http({
    upstream: backend,
    method: "POST",
    path: () => "/base",
    timeoutMs: 5000,
    responses: [{ status: 200 }],
    ...options,
  });
  return defineRoute({ operationId: path, method: "POST", path, security: [], integration });
}

/** A request template that overrides what the caller's body says. */
const overrides: RenderTemplate = ({ input, context }) => {
  for (const place of ["header", "querystring", "path"]) {
    const values = input.path(`$.${place}`);
    if (!(values instanceof Map)) continue;
    const target = property(context, "requestOverride", place);
    for (const [name, value] of values) setProperty(target, String(name), value);
  }
  return "made";
};

const respond: RenderTemplate = ({ input, context }) => {
  const override = property(context, "responseOverride");
  setProperty(override, "status", input.path("$.status"));
  const headers = input.path("$.headers");
  const target = property(override, "header");
  if (headers instanceof Map) {
    for (const [name, value] of headers) setProperty(target, String(name), value);
  }
  return `[${input.json("$.status")}]`;
};

let upstream: StubUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startStubUpstream();
  gateway = await startGateway({
    upstreams: [[backend, upstream.url]],
    environment: {},
    routes: [
      route("/params/{id}", {
        requestTemplates: template(({ input }) =>
          [input.params("id"), input.params("q"), input.params("x-a"), input.body].join("|"),
        ),
      }),
      route("/override/{id}", {
        path: (request, override) => `/v1/${segment(override("id") ?? request.path("id"))}`,
        query: { q: "mapped", kept: "yes" },
        headers: { "X-A": "mapped", "X-Kept": "yes" },
        requestTemplates: template(overrides),
      }),
      route("/respond", {
        requestTemplates: template(({ input }) => input.body),
        responses: [{ status: 200, headers: { ETag: '"a"' }, templates: template(respond) }],
      }),
      route("/fails", {
        requestTemplates: template(() => {
          throw new Error("secret");
        }),
      }),
      route("/endless", { requestTemplates: template(() => "x".repeat(11 * 1024 * 1024)) }),
      route("/broken", { requestTemplates: { "application/json": brokenTemplate } }),
      route("/answer-fails", {
        responses: [{ status: 200, templates: template(({ input }) => input.json("$.a")) }],
      }),
      defineRoute({
        operationId: "mock",
        method: "POST",
        path: "/mock",
        security: [],
        integration: mock({
          statusCode: {
            "application/json": mappingTemplate(({ input, context }) => {
              setProperty(property(context, "requestOverride", "path"), "body", input.body);
              setProperty(property(context, "responseOverride", "header"), "x-b", "from request");
              return `{"statusCode": ${input.json("$.code")}}`;
            }),
          },
          otherwise: "pass through",
          responses: [
            { when: statusPattern("4\\d\\d"), status: 418 },
            {
              status: 200,
              templates: template(({ context }) =>
                String(property(context, "requestOverride", "path", "body") as Value),
              ),
            },
          ],
        }),
      }),
    ],
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

async function post(path: string, body: string, ...lines: string[]) {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const request = head(`POST ${path}`, "Content-Type: application/json", length, ...lines);
  const response = await exchange(gateway.port, request + body);
  if (response === undefined) throw new Error("no response");
  return response;
}

test("a template sees the body and the parameters", async () => {
  await post("/params/a%20b?q=1&q=2", "{}", "X-A: one", "X-A: two");
  expect(onlyHeard(upstream).body.toString()).toBe("a b|2|two|{}");
});

describe("request overrides", () => {
  test("go before what is mapped", async () => {
    const wanted = { header: { "x-a": ["1", "2"] }, querystring: { q: ["a", "b&c"] } };
    await post("/override/7", JSON.stringify({ ...wanted, path: { id: "8/9" } }));
    const heard = onlyHeard(upstream);
    expect(heard.target).toBe("/v1/8%2F9?q=a&q=b%26c&kept=yes");
    expect(heardValues(heard, "x-a")).toEqual(["1,2"]);
    expect(heardValues(heard, "x-kept")).toEqual(["yes"]);
    expect(heard.body.toString()).toBe("made");
  });

  test.each(["..", ".", "a/../..", "%2e%2e"])("never lead out of the path: %s", async (id) => {
    const { status } = await post("/override/7", JSON.stringify({ path: { id } }));
    const isRefused = status === 400;
    if (!isRefused) expect(onlyHeard(upstream).target).toMatch(/^\/v1\/[\w%.-]*%[\w%.-]*\?/);
    expect(isRefused || status === 200).toBe(true);
  });

  test.each(["Content-Length", "transfer-encoding"])("of %s fail, as on Amazon", async (name) => {
    const { status } = await post("/override/7", JSON.stringify({ header: { [name]: "1" } }));
    expect(status).toBe(500);
    expect(upstream.begun).toBe(0);
  });

  test.each(["Connection", "TE", "Upgrade", "Keep-Alive"])("of %s are not sent", async (name) => {
    await post("/override/7", JSON.stringify({ header: { [name]: "x-kept" } }));
    const heard = onlyHeard(upstream);
    expect(heardValues(heard, "x-kept")).toEqual(["yes"]);
    if (name !== "Connection") expect(heardValues(heard, name)).toEqual([]);
  });

  test("cannot split a header", async () => {
    await post("/override/7", JSON.stringify({ header: { "x-a": "1\r\nx-evil: 1" } }));
    expect(heardValues(onlyHeard(upstream), "x-evil")).toEqual([]);
  });
});

describe("response overrides", () => {
  const answer = (body: object) => {
    upstream.answer((_, response) => response.end(JSON.stringify(body)));
    return post("/respond", JSON.stringify(body));
  };

  test("go before the rule's status and headers", async () => {
    const response = await answer({ status: 404, headers: { etag: '"b"', "X-B": ["1", "2"] } });
    expect(response.status).toBe(404);
    expect(valuesOf(response, "etag")).toEqual(['"b"']);
    expect(valuesOf(response, "x-b")).toEqual(["1,2"]);
    expect(response.body.toString()).toBe("[404]");
  });

  test.each([99, 100, 101, 103, 600, 200.5, "x", "404 "])("are no status: %s", async (status) => {
    expect((await answer({ status })).status).toBe(200);
  });

  test.each(["Content-Length", "Transfer-Encoding", "Connection", "a b", "x\r\ny"])(
    "do not frame the message: %s",
    async (name) => {
      const response = await answer({ headers: { [name]: "5" } });
      expect(response.status).toBe(200);
      expect(response.body.toString()).toBe('[""]');
    },
  );
});

describe("what fails", () => {
  const ERROR = '{"message": "Internal server error"}';
  test.each([
    ["/fails", "{}"],
    ["/endless", "{}"],
    ["/broken", "{}"],
  ])("%s is the gateway's fault", async (path, body) => {
    const response = await post(path, body);
    expect([response.status, response.body.toString()]).toEqual([500, ERROR]);
    expect(upstream.begun).toBe(0);
  });

  test("a client's body that is no JSON is the client's", async () => {
    const response = await post("/override/7", "{a");
    expect(response.status).toBe(400);
    expect(response.body.toString()).toBe('{"message":"Could not process payload"}');
  });

  test("an upstream's that is none is not the client's", async () => {
    upstream.answer((_, response) => response.end("{a"));
    expect((await post("/answer-fails", "{}")).status).toBe(500);
  });
});

describe("a mock", () => {
  test("hands on what its request template sets", async () => {
    const response = await post("/mock", '{"code": 200}');
    expect(response.status).toBe(200);
    expect(response.body.toString()).toBe('{"code": 200}');
    expect(valuesOf(response, "x-b")).toEqual(["from request"]);
  });

  test("chooses by the status that is rendered", async () => {
    expect((await post("/mock", '{"code": 404}')).status).toBe(418);
    expect((await post("/mock", '{"code": "x"}')).status).toBe(500);
  });
});
