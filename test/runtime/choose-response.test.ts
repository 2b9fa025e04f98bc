import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chooseRule, statusPattern } from "../../templates/runtime/choose-response.js";
import { http } from "../../templates/runtime/http.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { backend } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { RawResponse } from "./support/raw-response.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { template } from "./support/template.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const rule = (when: string | undefined, status: number) => ({
  ...(when !== undefined && { when: statusPattern(when) }),
  status,
});

test.each([
  [
    "a pattern before the default",
    [
      [undefined, 200],
      ["4\\d{2}", 400],
    ],
    404,
    400,
  ],
  [
    "the default when none matches",
    [
      ["4\\d{2}", 400],
      [undefined, 200],
    ],
    500,
    200,
  ],
  [
    "the whole status must match",
    [
      ["40", 400],
      ["4", 401],
      [undefined, 200],
    ],
    404,
    200,
  ],
  [
    "alternatives must match whole",
    [
      ["40|4040", 400],
      [undefined, 200],
    ],
    404,
    200,
  ],
  [
    "declaration order among equals",
    [
      ["4..", 400],
      ["40.", 401],
    ],
    404,
    400,
  ],
  [
    "the rule of this very status wins",
    [
      ["4..", 400],
      ["40.", 404],
      ["404", 409],
    ],
    404,
    404,
  ],
  [
    "not by status alone",
    [
      ["5..", 404],
      ["4..", 400],
    ],
    404,
    400,
  ],
  [
    "an empty alternative is no match",
    [
      ["", 400],
      [undefined, 200],
    ],
    404,
    200,
  ],
] as const)("chooses %s", (_name, rules, status, expected) => {
  const chosen = chooseRule(
    rules.map(([when, answered]) => rule(when, answered)),
    status,
  );
  expect(chosen.status).toBe(expected);
});

test.each([[[]], [[rule("5..", 500)]]])("without a match or a default it fails", (rules) => {
  expect(() => chooseRule(rules, 200)).toThrow("configuration-error");
});

describe("a custom HTTP integration", () => {
  let upstream: StubUpstream;
  let gateway: TestGateway;
  beforeAll(async () => {
    upstream = await startStubUpstream();
    const options = { upstream: backend, method: "ANY", path: () => "/x", timeoutMs: 2000 };
    gateway = await startGateway({
      routes: [
        defineRoute({
          operationId: "custom",
          method: "ANY",
          path: "/custom",
          security: [],
          integration: http({
            ...options,
            query: (request) => ({ q: request.query("q"), all: request.queryAll("q") }),
            headers: (request) => ({ "x-in": request.header("x-in"), "x-bad": "a\r\nb: c" }),
            responses: [
              {
                when: statusPattern("4\\d{2}"),
                status: 444,
                templates: {
                  "text/plain": "plain",
                  "application/json": '{"a":1}',
                  "text/html": "",
                  "text/x": template(({ request }) => [
                    "of ",
                    request.method,
                    request.header("x-none"),
                  ]),
                },
              },
              {
                status: 201,
                headers: (answer) => ({
                  "x-one": answer.header("x-up"),
                  "x-all": answer.headerAll("x-up"),
                  "x-none": answer.header("x-nothing"),
                  "x-bad": "a\nb",
                }),
              },
            ],
          }),
        }),
        defineRoute({
          operationId: "no default",
          method: "GET",
          path: "/no-default",
          security: [],
          integration: http({ ...options, responses: [rule("4..", 400)] }),
        }),
      ],
      upstreams: [[backend, upstream.url]],
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await upstream.stop();
  });

  async function ask(bytes: string): Promise<RawResponse> {
    upstream.forget();
    const response = await exchange(gateway.port, bytes);
    if (response === undefined) throw new Error("no response");
    return response;
  }

  test("sends what is mapped and nothing else of the client's", async () => {
    upstream.answer(undefined);
    await ask(
      `${head(
        "POST /custom?q=1&q=a%20b+c&r=2",
        "X-In: first",
        "x-in: last",
        "X-Other: no",
        "Authorization: no",
        "Accept: text/html",
        "Content-Type: text/plain",
        "Content-Length: 2",
      )}hi`,
    );
    const heard = onlyHeard(upstream);
    expect(heard.target).toBe("/x?q=a%20b%20c&all=1&all=a%20b%20c");
    const values = ["x-in", "x-other", "authorization", "accept", "content-type", "x-bad"];
    expect(values.flatMap((name) => heardValues(heard, name))).toEqual([
      "last",
      "application/json",
      "text/plain",
    ]);
    expect(heard.body.toString()).toBe("hi");
  });

  test("answers with mapped headers only, and with the body as it came", async () => {
    upstream.answer((_request, response) => {
      response.writeHead(200, [
        "X-Up",
        "1",
        "X-Up",
        "2",
        "X-Secret",
        "s",
        "Content-Type",
        "text/css",
      ]);
      response.end("body");
    });
    const response = await ask(head("GET /custom"));
    expect([response.status, response.body.toString()]).toEqual([201, "body"]);
    const names = ["x-one", "x-all", "x-none", "x-bad", "x-up", "x-secret", "content-type"];
    expect(names.flatMap((name) => valuesOf(response, name))).toEqual([
      "2",
      "1,2",
      "application/json",
    ]);
  });

  test.each([
    ["the accepted type", "Accept: text/plain;q=1, text/html", "text/plain", "plain"],
    ["JSON without Accept", "X: y", "application/json", '{"a":1}'],
    ["JSON for a type that it has not", "Accept: image/png", "application/json", '{"a":1}'],
    ["parts, a missing one as nothing", "Accept: text/x", "text/x", "of GET"],
    ["the body for an empty template", "Accept: text/html", "text/html", "theirs"],
  ])("takes the template of %s", async (_name, header, type, body) => {
    upstream.answer((_request, response) => response.writeHead(404).end("theirs"));
    const response = await ask(head("GET /custom", header));
    expect([response.status, ...valuesOf(response, "Content-Type"), String(response.body)]).toEqual(
      [444, type, body],
    );
  });

  test("no rule for a status: 500 in Amazon's words", async () => {
    upstream.answer(undefined);
    const response = await ask(head("GET /no-default"));
    expect([response.status, String(response.body)]).toEqual([
      500,
      '{"message": "Internal server error"}',
    ]);
  });
});
