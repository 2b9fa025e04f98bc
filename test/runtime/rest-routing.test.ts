import { afterAll, describe, expect, test } from "vitest";
import type { Route } from "../../templates/runtime/route.js";
import { namedRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import { startGateway } from "./support/start-gateway.js";
import type { TestGateway } from "./support/start-gateway.js";

const MISSING = { status: 403, body: '{"message":"Missing Authentication Token"}' };

/** `METHOD /path` to the route's own `METHOD /path` with its parameters as they were sent. */
type Decision = readonly [request: string, route: string | undefined, ...parameters: string[]];

const TABLES: Record<string, { routes: readonly string[]; decisions: readonly Decision[] }> = {
  "a missing method does not end the search": {
    routes: ["POST /test", "ANY /test/any", "OPTIONS /{proxy+}"],
    decisions: [
      ["OPTIONS /test", "OPTIONS /{proxy+}", "test"],
      ["POST /test", "POST /test"],
      ["OPTIONS /test/any", "ANY /test/any"],
      ["GET /test/any", "ANY /test/any"],
      ["GET /test", undefined],
    ],
  },
  "the search backs out of a subtree": {
    routes: ["GET /part1", "GET /part1/hardcoded-value", "GET /{param+}"],
    decisions: [
      ["GET /part1/random-value", "GET /{param+}", "part1/random-value"],
      ["GET /part1/hardcoded-value", "GET /part1/hardcoded-value"],
      ["GET /part1", "GET /part1"],
    ],
  },
  "a parameter is more specific than a greedy one": {
    routes: ["DELETE /proxy/{proxy+}", "DELETE /proxy/bar/{param}"],
    decisions: [
      ["DELETE /proxy/bar/x", "DELETE /proxy/bar/{param}", "x"],
      ["DELETE /proxy/test2/a/b", "DELETE /proxy/{proxy+}", "test2/a/b"],
      ["DELETE /proxy/bar/x/y", "DELETE /proxy/{proxy+}", "bar/x/y"],
      ["DELETE /proxy/bar", "DELETE /proxy/{proxy+}", "bar"],
      ["DELETE /proxy", undefined],
    ],
  },
  "resources without the method fall through to ANY": {
    routes: ["ANY /{proxy+}", "GET /jobs/{op}", "OPTIONS /cors_only"],
    decisions: [
      ["GET /jobs", "ANY /{proxy+}", "jobs"],
      ["POST /jobs", "ANY /{proxy+}", "jobs"],
      ["POST /jobs/reboot", "ANY /{proxy+}", "jobs/reboot"],
      ["GET /jobs/reboot", "GET /jobs/{op}", "reboot"],
      ["GET /cors_only", "ANY /{proxy+}", "cors_only"],
      ["GET /", undefined],
    ],
  },
  "a literal without the method gives way to a parameter": {
    routes: ["PATCH /users/me", "GET /users/{userId}", "POST /things/{proxy+}", "GET /things/real"],
    decisions: [
      ["GET /users/me", "GET /users/{userId}", "me"],
      ["PATCH /users/me", "PATCH /users/me"],
      ["POST /users/me", undefined],
      ["POST /things/real", "POST /things/{proxy+}", "real"],
    ],
  },
  "a literal counts before a parameter from the left": {
    routes: ["GET /{a}/b/c", "GET /x/{b}/{c}", "GET /x/y/{rest+}", "GET /x/y/z/end"],
    decisions: [
      ["GET /x/b/c", "GET /x/{b}/{c}", "b", "c"],
      ["GET /w/b/c", "GET /{a}/b/c", "w"],
      ["GET /x/y/c", "GET /x/y/{rest+}", "c"],
      ["GET /x/y/z/end", "GET /x/y/z/end"],
      ["GET /x/y/z/other", "GET /x/y/{rest+}", "z/other"],
      ["GET /x/y", undefined],
    ],
  },
  "ANY and HEAD": {
    routes: ["GET /only-get", "ANY /any", "DELETE /any"],
    decisions: [
      ["HEAD /only-get", undefined],
      ["HEAD /any", "ANY /any"],
      ["DELETE /any", "DELETE /any"],
      ["PATCH /any", "ANY /any"],
      ["OPTIONS /any", "ANY /any"],
      ["TRACE /any", undefined],
      ["PROPFIND /any", undefined],
    ],
  },
  slashes: {
    routes: ["GET /", "GET /hardcoded", "GET /r/{name}", "GET /deep/{proxy+}"],
    decisions: [
      ["GET /", "GET /"],
      ["GET //", "GET /"],
      ["GET /hardcoded/", "GET /hardcoded"],
      ["GET //hardcoded", "GET /hardcoded"],
      ["GET ///hardcoded/", "GET /hardcoded"],
      ["GET /hardcoded//", undefined],
      ["GET /r//", undefined],
      ["GET /r/", undefined],
      ["GET /r/a/", "GET /r/{name}", "a"],
      ["GET /deep/a/", "GET /deep/{proxy+}", "a"],
      ["GET /deep/a//b", "GET /deep/{proxy+}", "a//b"],
      ["GET /deep//a", "GET /deep/{proxy+}", "/a"],
      ["GET /deep/", undefined],
      ["GET /deep", undefined],
    ],
  },
  "the raw path": {
    routes: ["GET /r/lit", "GET /r/{name}", "GET /user/{proxy+}", "GET /__proto__/{__proto__}"],
    decisions: [
      ["GET /r/lit", "GET /r/lit"],
      ["GET /r/%6cit", "GET /r/{name}", "%6cit"],
      ["GET /%72/lit", undefined],
      ["GET /r/LIT", "GET /r/{name}", "LIT"],
      ["GET /r/a%2Fb", "GET /r/{name}", "a%2Fb"],
      ["GET /r/a%2Fb/", "GET /r/{name}", "a%2Fb"],
      ["GET /r/lit;v=1", "GET /r/{name}", "lit;v=1"],
      [
        "GET /user/test%2Balias/plus/test+alias",
        "GET /user/{proxy+}",
        "test%2Balias/plus/test+alias",
      ],
      ["GET /r/%E2%82%AC?lit", "GET /r/{name}", "%E2%82%AC"],
      ["GET /__proto__/x", "GET /__proto__/{__proto__}", "x"],
      ["GET /constructor/x", undefined],
    ],
  },
};

const running: TestGateway[] = [];
afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.stop()));
});

describe.each(Object.entries(TABLES))("REST: %s", (_name, { routes, decisions }) => {
  const gateway = startGateway({ routes: routes.map(routeOf) });
  void gateway.then((started) => running.push(started));

  test.each(decisions)("%s", async (request = "", route, ...parameters) => {
    const [method = ""] = request.split(" ");
    const response = await exchange((await gateway).port, head(request), method);
    if (response === undefined) throw new Error("no response");
    if (route === undefined) {
      const body = method === "HEAD" ? "" : MISSING.body;
      expect([response.status, response.body.toString()]).toEqual([MISSING.status, body]);
      expect(valuesOf(response, "x-amzn-ErrorType")).toEqual([
        "MissingAuthenticationTokenException",
      ]);
    } else {
      expect([response.status, ...valuesOf(response, "x-route")]).toEqual([200, route]);
      expect(JSON.parse(valuesOf(response, "x-parameters")[0] ?? "")).toEqual(parameters);
    }
  });
});

function routeOf(text: string): Route {
  const [method = "", path = ""] = text.split(" ");
  return namedRoute(method, path);
}
