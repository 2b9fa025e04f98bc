import { afterAll, describe, expect, test } from "vitest";
import type { Family } from "../../templates/runtime/family.js";
import { httpApi } from "../../templates/runtime/http-api.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { mock } from "../../templates/runtime/mock.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import { startGateway } from "./support/start-gateway.js";
import type { TestGateway } from "./support/start-gateway.js";

/** The target to what `context` says of it, or to an error's status and body. */
type Answers = Readonly<
  Record<string, readonly [route: string, path: string] | readonly [status: number, body: string]>
>;

const FORBIDDEN = [403, '{"message":"Forbidden"}'] as const;
const NOT_FOUND = [404, '{"message":"Not Found"}'] as const;

const GATEWAYS: Record<
  string,
  { family: Family; stage: string; prefix: "on" | "off"; answers: Answers }
> = {
  "REST, off": {
    family: restApi,
    stage: "test",
    prefix: "off",
    answers: {
      "/a": ["GET /a", "/test/a"],
      "//a": ["GET /a", "/test//a"],
      "/test/a": ["GET /{proxy+}", "/test/test/a"],
      "/": ["GET /", "/test/"],
    },
  },
  "REST, on": {
    family: restApi,
    stage: "test",
    prefix: "on",
    answers: {
      "/test/a": ["GET /a", "/test/a"],
      "/test//a": ["GET /a", "/test//a"],
      "//test/a": ["GET /a", "/test/a"],
      "/test/a/": ["GET /a", "/test/a/"],
      "/test/x//y": ["GET /{proxy+}", "/test/x//y"],
      "/test": ["GET /", "/test/"],
      "/test/": ["GET /", "/test/"],
      "/a": FORBIDDEN,
      "/": FORBIDDEN,
      "/testing/a": FORBIDDEN,
      "/Test/a": FORBIDDEN,
    },
  },
  "HTTP, a named stage, off": {
    family: httpApi,
    stage: "test",
    prefix: "off",
    answers: { "/a": ["GET /a", "/test/a"], "/caf%C3%A9": ["GET /{proxy+}", "/test/caf\u00e9"] },
  },
  "HTTP, a named stage, on": {
    family: httpApi,
    stage: "test",
    prefix: "on",
    answers: {
      "/test/a": ["GET /a", "/test/a"],
      "/test/a/": ["GET /{proxy+}", "/test/a/"],
      "/a": NOT_FOUND,
      "/other/a": NOT_FOUND,
    },
  },
  "HTTP, $default, on": {
    family: httpApi,
    stage: "$default",
    prefix: "on",
    answers: { "/a": ["GET /a", "/a"], "/$default/a": ["GET /{proxy+}", "/$default/a"] },
  },
  "plain OpenAPI, on": {
    family: openApi,
    stage: "v1",
    prefix: "on",
    answers: { "/v1/a": ["GET /a", "/v1/a"] },
  },
};

const running: TestGateway[] = [];
afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.stop()));
});

describe.each(Object.entries(GATEWAYS))("%s", (_name, { family, stage, prefix, answers }) => {
  const environment = { STAGE: stage, STAGE_PREFIX: prefix };
  const routes = ["/", "/a", "/{proxy+}"].map(contextRoute);
  const gateway = startGateway({ family, routes, environment });
  void gateway.then((started) => running.push(started));

  test.each(Object.entries(answers))("%s", async (target, [first, second]) => {
    const response = await exchange((await gateway).port, head(`GET ${target}`));
    if (response === undefined) throw new Error("no response");
    if (typeof first === "number") {
      expect([response.status, response.body.toString()]).toEqual([first, second]);
    } else {
      const said = ["x-route", "x-path", "x-stage"].map((name) => valuesOf(response, name)[0]);
      expect(said).toEqual([first, second, stage]);
    }
  });
});

test("an unknown stage of a REST API is a ForbiddenException", async () => {
  const gateway = await startGateway({ routes: [], environment: { STAGE_PREFIX: "on" } });
  running.push(gateway);
  const response = await exchange(gateway.port, head("GET /other"));
  expect(response && valuesOf(response, "x-amzn-ErrorType")).toEqual(["ForbiddenException"]);
});

/** Answers what the context says. */
function contextRoute(path: string) {
  return defineRoute({
    operationId: path,
    method: "GET",
    path,
    security: [],
    integration: mock({
      statusCode: { "application/json": 200 },
      otherwise: "pass through",
      responses: [
        {
          status: 200,
          headers: (_answer, { context }) => ({
            "x-route": context.routeKey,
            "x-path": context.path,
            "x-stage": context.stage,
          }),
        },
      ],
    }),
  });
}
