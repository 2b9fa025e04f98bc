import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkBody } from "../../templates/runtime/check-body.js";
import { checkParameters } from "../../templates/runtime/check-parameters.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import {
  boolean,
  integer,
  list,
  number,
  optional,
  orEmpty,
  text,
} from "../../templates/runtime/parameter-rule.js";
import type { Validator } from "../../templates/runtime/validation.js";
import { isObject, own } from "../../templates/runtime/validation.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const isText: Validator = (value, problems) =>
  typeof value === "string" || problems.add("type", "must be text");
const isNamed: Validator = (value, problems) => {
  if (!isObject(value)) return problems.add("type", "must be an object");
  let valid = true;
  for (const key of ["a/b", "c~d"]) {
    if (!isText(own(value, key), problems.at(key))) valid = false;
  }
  return valid;
};

const declared = { "application/json": isNamed, "text/plain": "anything" } as const;

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  gateway = await startGateway({
    family: openApi,
    routes: [
      proxyRoute("GET", "/pets/{id}", {
        validate: {
          parameters: checkParameters({
            path: { id: integer({ minimum: 1 }) },
            query: {
              tag: optional(list(text({ maxLength: 2 }), { maxItems: 2 })),
              price: optional(number({ exclusiveMinimum: 0, maximum: 10 })),
              sort: optional(text({ enum: ["up", "down"] })),
              debug: optional(orEmpty(boolean())),
            },
            header: { "X-Flag": optional(boolean()) },
            cookie: { session: optional(text({ minLength: 3 })) },
          }),
        },
      }),
      proxyRoute("POST", "/required", {
        validate: { body: checkBody({ required: true, content: declared }) },
      }),
      proxyRoute("POST", "/optional", { validate: { body: checkBody({ content: declared }) } }),
    ],
    upstreams: [[backend, upstream.url]],
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => upstream.forget());

interface ProblemAnswer {
  readonly status: number;
  readonly errors: readonly { in: string; at: string; message: string }[];
}

async function refusal(bytes: string): Promise<ProblemAnswer> {
  const response = await exchange(gateway.port, bytes);
  if (response === undefined) throw new Error("no response");
  expect(valuesOf(response, "Content-Type")).toEqual(["application/problem+json"]);
  expect(upstream.begun).toBe(0);
  const problem = JSON.parse(response.body.toString()) as ProblemAnswer;
  expect(problem.status).toBe(response.status);
  return problem;
}

describe("parameters", () => {
  test.each<readonly [string, readonly string[], string, string, string]>([
    ["/pets/x", [], "path", "id", "must be an integer"],
    ["/pets/0", [], "path", "id", "must be at least 1"],
    ["/pets/1.0", [], "path", "id", "must be an integer"],
    ["/pets/01", [], "path", "id", "must be an integer"],
    ["/pets/%31%20", [], "path", "id", "must be an integer"],
    ["/pets/1?price=0", [], "query", "price", "must be more than 0"],
    ["/pets/1?price=10.5", [], "query", "price", "must be at most 10"],
    ["/pets/1?price=1e999", [], "query", "price", "must be at most 10"],
    ["/pets/1?price=0x1", [], "query", "price", "must be a number"],
    ["/pets/1?price=", [], "query", "price", "must be a number"],
    ["/pets/1?price=1&price=2", [], "query", "price", "must be sent once"],
    ["/pets/1?sort=side", [], "query", "sort", 'must be one of "up", "down"'],
    ["/pets/1?debug=1", [], "query", "debug", "must be true or false"],
    ["/pets/1?tag=abc", [], "query", "tag", "must have at most 2 characters"],
    ["/pets/1?tag=a&tag=b&tag=c", [], "query", "tag", "must have at most 2 values"],
    ["/pets/1", ["x-flag: yes"], "header", "X-Flag", "must be true or false"],
    ["/pets/1", ["X-Flag: true", "x-flag: true"], "header", "X-Flag", "must be true or false"],
    [
      "/pets/1",
      ["Cookie: a=b; session=ab"],
      "cookie",
      "session",
      "must have at least 3 characters",
    ],
  ])("GET %s with %j: %s %s %s", async (target, headers, place, at, message) => {
    const problem = await refusal(head(`GET ${target}`, ...headers));
    expect(problem).toMatchObject({ status: 400, errors: [{ in: place, at, message }] });
  });

  test("all that is wrong is told at once", async () => {
    const problem = await refusal(head("GET /pets/x?price=x&sort=x", "X-Flag: x"));
    expect(problem.errors.map((each) => each.at)).toEqual(["id", "price", "sort", "X-Flag"]);
  });

  test.each([
    ["/pets/7?tag=a&tag=%F0%9F%90%88%F0%9F%90%95&price=9.5e0&sort=up&unknown=1", []],
    ["/pets/7?debug", []],
    ["/pets/7?debug=true", []],
    ["/pets/%37", ["X-Flag: true", "Cookie: session=abc; other=x"]],
  ])("GET %s passes", async (target, headers) => {
    expect((await exchange(gateway.port, head(`GET ${target}`, ...headers)))?.status).toBe(200);
  });
});

describe("bodies", () => {
  const post = (path: string, type: string | undefined, body: string) =>
    head(
      `POST ${path}`,
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ) + body;

  test("one that is required and missing", async () => {
    for (const bytes of [head("POST /required"), post("/required", "application/json", "")]) {
      expect(await refusal(bytes)).toMatchObject({
        status: 400,
        errors: [{ in: "body", at: "", message: "is missing" }],
      });
    }
  });

  test("one that is optional and missing passes", async () => {
    expect((await exchange(gateway.port, head("POST /optional")))?.status).toBe(200);
  });

  test.each([undefined, "text/html", "application/json-seq", "application/x+json"])(
    "a media type that is not declared: %s",
    async (type) => {
      expect((await refusal(post("/optional", type, "{}"))).status).toBe(415);
    },
  );

  test("every problem with its JSON pointer", async () => {
    const bytes = post("/optional", "application/json;charset=utf-8", '{"a/b":1,"c~d":2}');
    expect((await refusal(bytes)).errors).toEqual([
      { in: "body", at: "/a~1b", keyword: "type", message: "must be text" },
      { in: "body", at: "/c~0d", keyword: "type", message: "must be text" },
    ]);
  });

  test.each([
    ["no JSON", "{"],
    ["duplicate keys", '{"a/b":"x","a/b":"y","c~d":"z"}'],
    ["an empty text", " "],
  ])("%s", async (_name, body) => {
    const problem = await refusal(post("/optional", "application/json", body));
    expect(problem).toMatchObject({ status: 400, errors: [{ in: "body", at: "" }] });
  });

  test.each([
    ["application/json", '{"a/b":"1","c~d":"2"}'],
    ["text/plain; charset=utf-8", "anything"],
  ])("a valid %s goes on byte for byte", async (type, body) => {
    expect((await exchange(gateway.port, post("/required", type, body)))?.status).toBe(200);
    expect(onlyHeard(upstream).body.toString()).toBe(body);
  });
});
