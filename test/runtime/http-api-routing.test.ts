import { afterAll, describe, expect, test } from "vitest";
import { httpApi } from "../../templates/runtime/http-api.js";
import type { Route } from "../../templates/runtime/route.js";
import { namedRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import { startGateway } from "./support/start-gateway.js";
import type { TestGateway } from "./support/start-gateway.js";

/** `METHOD /path` to the route's own `METHOD /path` with its parameters, or to a status. */
type Decision = readonly [request: string, outcome: string, ...parameters: string[]];

const TABLES: Record<string, { routes: readonly string[]; decisions: readonly Decision[] }> = {
  "a full match, then a greedy one, then $default": {
    routes: [
      "ANY $default",
      "ANY /{proxy+}",
      "GET /pets/{proxy+}",
      "GET /pets/dog/{id}",
      "GET /pets/dog/1",
    ],
    decisions: [
      ["GET /pets/dog/1", "GET /pets/dog/1"],
      ["GET /pets/dog/2", "GET /pets/dog/{id}", "2"],
      ["GET /pets/cat/1", "GET /pets/{proxy+}", "cat/1"],
      ["GET /pets/dog/2/3", "GET /pets/{proxy+}", "dog/2/3"],
      ["POST /test/5", "ANY /{proxy+}", "test/5"],
      ["HEAD /pets/dog/1", "ANY /{proxy+}", "pets/dog/1"],
      ["GET /", "ANY $default"],
      ["PROPFIND /test", "404"],
      ["TRACE /test", "404"],
    ],
  },
  "a full match from the left is less than a full match at all": {
    routes: ["GET /pets/{proxy+}", "GET /{kind}/{id}"],
    decisions: [
      ["GET /pets/1", "GET /{kind}/{id}", "pets", "1"],
      ["GET /pets/1/2", "GET /pets/{proxy+}", "1/2"],
    ],
  },
  "an exact method comes before ANY": {
    routes: ["ANY /a", "GET /a", "ANY /pets/dog", "GET /pets/{id}", "GET /{proxy+}"],
    decisions: [
      ["GET /a", "GET /a"],
      ["PUT /a", "ANY /a"],
      ["GET /pets/dog", "GET /pets/{id}", "dog"],
      ["POST /pets/dog", "ANY /pets/dog"],
      ["GET /pets/a/b", "GET /{proxy+}", "pets/a/b"],
      ["POST /pets/a/b", "404"],
    ],
  },
  "slashes count": {
    routes: ["GET /", "GET /pets", "GET /pets/{id}", "GET /files/{proxy+}"],
    decisions: [
      ["GET /", "GET /"],
      ["GET //", "404"],
      ["GET /pets/", "404"],
      ["GET //pets", "404"],
      ["GET /pets/1/", "404"],
      ["GET /files/a/", "GET /files/{proxy+}", "a"],
      ["GET /files/a//b", "GET /files/{proxy+}", "a//b"],
      ["GET /files/", "404"],
      ["GET /files", "404"],
    ],
  },
  "the path is decoded once": {
    routes: ["GET /r/lit", "GET /r/{name}", "GET /caf%C3%A9", "GET /files/{proxy+}"],
    decisions: [
      ["GET /r/%6cit", "GET /r/lit"],
      ["GET /%72/lit", "GET /r/lit"],
      ["GET /r/LIT", "GET /r/{name}", "LIT"],
      ["GET /r%2Flit", "GET /r/lit"],
      ["GET /r/a%2Fb", "404"],
      ["GET /files/a%2Fb", "GET /files/{proxy+}", "a/b"],
      ["GET /r/lit%3Fx=1", "GET /r/lit"],
      ["GET /r/lit%3Fx/y", "GET /r/lit"],
      ["GET /r/a%23b", "GET /r/{name}", "a%23b"],
      ["GET /r/a%20b", "GET /r/{name}", "a%20b"],
      ["GET /r/100%25", "GET /r/{name}", "100%25"],
      ["GET /r/%252e%252e", "GET /r/{name}", "%252e%252e"],
      ["GET /r/a|b", "GET /r/{name}", "a%7Cb"],
      ["GET /caf%c3%a9", "GET /caf%C3%A9"],
    ],
  },
  "what decoding brings about is refused": {
    routes: ["GET /files/{proxy+}", "ANY $default"],
    decisions: [
      ["GET /files/..%2Fa", "400"],
      ["GET /files/a%2F%2e%2e%2Fb", "400"],
      ["GET /files/..%3Fa", "400"],
      ["GET /files/a%2F..%3Fb", "400"],
      ["GET /..%3F", "400"],
      ["GET /files/a%5Cb", "400"],
      ["GET /files/a%00", "400"],
      ["GET /files/a%zz", "400"],
      ["GET /files/%ff", "400"],
    ],
  },
};

const ERRORS: Readonly<Record<string, string>> = {
  400: '{"message":"Bad Request"}',
  404: '{"message":"Not Found"}',
};

const running: TestGateway[] = [];
afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.stop()));
});

describe.each(Object.entries(TABLES))("HTTP API: %s", (_name, { routes, decisions }) => {
  const gateway = startGateway({ family: httpApi, routes: routes.map(routeOf) });
  void gateway.then((started) => running.push(started));

  test.each(decisions)("%s", async (request = "", outcome = "", ...parameters) => {
    const [method = ""] = request.split(" ");
    const response = await exchange((await gateway).port, head(request), method);
    if (response === undefined) throw new Error("no response");
    expect(valuesOf(response, "apigw-requestid")[0]).toMatch(/^[\w-]{15}=$/);
    if (outcome in ERRORS) {
      expect([`${response.status}`, response.body.toString()]).toEqual([outcome, ERRORS[outcome]]);
    } else {
      expect([response.status, ...valuesOf(response, "x-route")]).toEqual([200, outcome]);
      expect(JSON.parse(valuesOf(response, "x-parameters")[0] ?? "")).toEqual(parameters);
    }
  });
});

function routeOf(text: string): Route {
  const [method = "", path = ""] = text.split(" ");
  return namedRoute(method, path);
}

test("ids are not repeated, and are not taken from the client", async () => {
  const gateway = await startGateway({ family: httpApi, routes: [] });
  running.push(gateway);
  const id = "9a2b8d0e-5f5c-4f0a-8a3e-0b8a4c8a3f11";
  const ids = await Promise.all(
    [1, 2].map(async () => {
      const response = await exchange(gateway.port, head("GET /", `x-amzn-RequestId: ${id}`));
      return response && valuesOf(response, "apigw-requestid")[0];
    }),
  );
  expect(new Set(ids).size).toBe(2);
  expect(ids).not.toContain(id);
});

test("10,240 bytes of request line and headers are taken, and no more", async () => {
  const gateway = await startGateway({ family: httpApi, routes: [namedRoute("GET", "/a")] });
  running.push(gateway);
  const bytes = (size: number) => {
    const rest = head("GET /a", "x: ").length - 2;
    return head("GET /a", `x: ${"y".repeat(size - rest)}`);
  };
  expect((await exchange(gateway.port, bytes(10_240)))?.status).toBe(200);
  const refused = await exchange(gateway.port, bytes(10_241));
  expect([refused?.status, refused?.body.toString()]).toEqual([
    431,
    '{"message":"Request Header Fields Too Large"}',
  ]);
});
