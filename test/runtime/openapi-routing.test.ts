import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { namedRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";

let gateway: TestGateway;

beforeAll(async () => {
  const routes = [
    namedRoute("GET", "/users/{id}"),
    namedRoute("PATCH", "/users/me"),
    namedRoute("DELETE", "/users/me"),
    namedRoute("TRACE", "/users/me"),
    namedRoute("TRACE", "/traced"),
    namedRoute("GET", "/users/{id}/pets/{petId}"),
    namedRoute("GET", "/slash/"),
    namedRoute("GET", "/caf%C3%A9"),
    namedRoute("GET", "/"),
    namedRoute("GET", "/files/{name}.{extension}"),
    namedRoute("GET", "/files/{name}.json"),
    namedRoute("GET", "/files/{any}"),
    namedRoute("GET", "/files/all.json"),
    namedRoute("GET", "/models/{model}:generate"),
    namedRoute("GET", "/range/{from}-{to}"),
    namedRoute("GET", "/tail/{rest+}"),
    namedRoute("GET", "/rest?method=echo"),
    namedRoute("GET", "/rest?method=echo&beta=true"),
    namedRoute("GET", "/rest"),
    namedRoute("GET", "/pick/{id}?acl"),
  ];
  gateway = await startGateway({ routes, family: openApi });
});
afterAll(() => gateway.stop());

test.each<readonly [request: string, route: string, ...parameters: string[]]>([
  ["GET /users/7", "GET /users/{id}", "7"],
  ["PATCH /users/me", "PATCH /users/me"],
  ["PATCH /users/%6de", "PATCH /users/me"],
  ["PATCH /%75sers/me?x=/", "PATCH /users/me"],
  ["GET /users/a%2Fb", "GET /users/{id}", "a%2Fb"],
  ["GET /users/me%2Fpets%2F1", "GET /users/{id}", "me%2Fpets%2F1"],
  ["GET /users/me/pets/1", "GET /users/{id}/pets/{petId}", "me", "1"],
  ["GET /users/100%25", "GET /users/{id}", "100%25"],
  ["GET /users/%2541", "GET /users/{id}", "%2541"],
  ["GET /users/a;v=1", "GET /users/{id}", "a;v=1"],
  ["GET /slash/", "GET /slash/"],
  ["GET /caf%c3%a9", "GET /caf%C3%A9"],
  ["GET /", "GET /"],
  ["GET /files/all.json", "GET /files/all.json"],
  ["GET /files/a.json", "GET /files/{name}.json", "a"],
  ["GET /files/a.b.json", "GET /files/{name}.json", "a.b"],
  ["GET /files/a.b.txt", "GET /files/{name}.{extension}", "a", "b.txt"],
  ["GET /files/.json", "GET /files/{any}", ".json"],
  ["GET /files/a%2Eb", "GET /files/{name}.{extension}", "a", "b"],
  ["GET /files/a%2Fb.json", "GET /files/{name}.json", "a%2Fb"],
  ["GET /files/plain", "GET /files/{any}", "plain"],
  ["GET /models/m1:generate", "GET /models/{model}:generate", "m1"],
  ["GET /models/m1%3Agenerate", "GET /models/{model}:generate", "m1"],
  ["GET /range/1-2", "GET /range/{from}-{to}", "1", "2"],
  ["GET /range/1-2-3", "GET /range/{from}-{to}", "1", "2-3"],
  ["GET /tail/a/b", "GET /tail/{rest+}", "a/b"],
  ["GET /rest?method=echo", "GET /rest?method=echo"],
  ["GET /rest?a=1&m%65thod=%65cho&b=2", "GET /rest?method=echo"],
  ["GET /rest?beta=true&method=echo", "GET /rest?method=echo&beta=true"],
  ["GET /rest?beta=true", "GET /rest"],
  ["GET /rest", "GET /rest"],
  ["GET /pick/1?acl", "GET /pick/{id}?acl", "1"],
  ["GET /pick/1?acl=", "GET /pick/{id}?acl", "1"],
])("%s is routed", async (request, route, ...parameters) => {
  const response = await exchange(gateway.port, head(request));
  if (response === undefined) throw new Error("no response");
  expect([response.status, ...valuesOf(response, "x-route")]).toEqual([200, route]);
  expect(JSON.parse(valuesOf(response, "x-parameters")[0] ?? "")).toEqual(parameters);
});

test.each([
  "GET /nothing",
  "GET /pick/1",
  "GET /pick/1?acl=x",
  "GET /rest?method=echo&method=other",
  "GET /rest?method=other&method=echo",
  "GET /users",
  "GET /users/",
  "GET /users/7/",
  "GET //users/7",
  "GET /users//pets/1",
  "GET /slash",
  "GET /users%2F7",
  "GET /USERS/7",
  "GET //",
  "TRACE /traced",
  "GET /models/:generate",
  "GET /range/1-",
  "GET /range/-2",
  "GET /range/-",
  "GET /tail/",
])("%s is not there", async (request) => {
  const response = await exchange(gateway.port, head(request));
  expect(response?.status).toBe(404);
  expect(JSON.parse(String(response?.body))).toMatchObject({ status: 404, title: "Not Found" });
});

test.each([
  ["GET /users/me", "PATCH, DELETE"],
  ["TRACE /users/me", "PATCH, DELETE"],
  ["HEAD /users/7", "GET"],
  ["PROPFIND /users/7", "GET"],
  ["POST /users/7", "GET"],
])("%s has not this method", async (request, allow) => {
  const response = await exchange(gateway.port, head(request), request.split(" ")[0]);
  if (response === undefined) throw new Error("no response");
  expect(response.status).toBe(405);
  expect(valuesOf(response, "Allow")).toEqual([allow]);
  expect(valuesOf(response, "Content-Type")).toEqual(["application/problem+json"]);
});

test("CONNECT is never routed", async () => {
  const client = await connect(gateway.port);
  client.send(head("CONNECT gateway.test:80"));
  expect(await client.response()).toBeUndefined();
});
