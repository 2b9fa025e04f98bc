import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { statusPattern } from "../../../templates/runtime/choose-response.js";
import { convertBodies } from "../../../templates/runtime/convert-bodies.js";
import type { LambdaOptions } from "../../../templates/runtime/lambda/lambda.js";
import { lambda } from "../../../templates/runtime/lambda/lambda.js";
import { answerMember } from "../../../templates/runtime/answer-mapping.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import { exchange, head } from "../support/raw-client.js";
import type { RawResponse } from "../support/raw-response.js";
import { valuesOf } from "../support/raw-response.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";
import { stubFunction } from "../support/stub-function.js";
import { template } from "../support/template.js";

const stub = stubFunction();
const when = statusPattern;
const otherwise = "unsupported media type";
const route = (path: string, options: Partial<LambdaOptions> = {}) =>
  defineRoute({
    operationId: path,
    method: "ANY",
    path,
    security: [],
    integration: lambda({
      function: stub.name,
      responses: [{ status: 200 }],
      timeoutMs: 5000,
      ...options,
    }),
  });

const asEvent = template(() => ['{"from":"template"}']);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    routes: [
      route("/plain"),
      route("/fixed", { requestTemplates: { "application/json": '{"fixed":1}' }, otherwise }),
      route("/empty", { requestTemplates: { "application/json": "" } }),
      route("/rendered", {
        requestTemplates: {
          "application/json": template(({ body, request }) => [
            `{"sent":${JSON.stringify(body)},"id":"${request.query("id") ?? ""}"}`,
          ]),
        },
      }),
      route("/bytes", { bodyAs: "text", requestTemplates: { "image/png": template(quoted) } }),
      route("/event", { invocationType: "Event" }),
      route("/asked", { invocationType: (request) => request.header("x-type") }),
      route("/overridden", {
        requestTemplates: {
          "application/json": (message) => ({
            text: "{}",
            request: {
              headers: (headers) => ({ ...headers, "x-amz-invocation-type": ["Event"] }),
              query: (query) => query,
              path: () => undefined,
            },
            response: { status: message.request.query("s") ? 299 : undefined, headers: (h) => h },
          }),
        },
      }),
      route("/rules", {
        responses: [
          { when: when("200"), status: 504 },
          { when: when(".*not found.*"), status: 404 },
          { when: when("[A-Z].+"), status: 400, templates: { "application/json": asEvent } },
          {
            status: 202,
            headers: (answer) => ({
              "x-member": answerMember(answer, "a", 0),
              "x-type": answer.header("Content-Type"),
            }),
            mapsBody: true,
          },
        ],
      }),
      route("/catching", { responses: [{ when: when(".*"), status: 500 }, { status: 200 }] }),
      route("/several", {
        responses: [
          { when: when(".*"), status: 500 },
          { when: when(""), status: 200 },
        ],
      }),
      route("/no-default", { responses: [{ when: when(".+"), status: 500 }] }),
    ],
    bodies: convertBodies(["image/png"]),
    backends: [[stub.name, stub.target]],
  });
});
afterAll(() => gateway.stop());
beforeEach(() => stub.returns({ a: ["b"] }));

function quoted({ body }: { readonly body: string }): readonly string[] {
  return [JSON.stringify(body)];
}

async function send(line: string, body: string | Buffer = "", ...headers: readonly string[]) {
  const bytes = Buffer.from(body);
  const sent = head(line, ...headers, `Content-Length: ${bytes.length}`);
  const response = await exchange(gateway.port, Buffer.concat([Buffer.from(sent), bytes]));
  if (response === undefined) throw new Error("no answer");
  return response;
}

const textOf = ({ body }: RawResponse) => body.toString();

describe("the payload", () => {
  const JSON_TYPE = "Content-Type: application/json";

  test.each([
    ["the body", "POST /plain", '{"a":1}', JSON_TYPE, { a: 1 }],
    ["any JSON", "POST /plain", "[1]", "Content-Type: text/plain", [1]],
    ["an empty event for no body", "GET /plain", "", "A: b", {}],
    ["a text of the document", "POST /fixed", '{"a":1}', JSON_TYPE, { fixed: 1 }],
    ["an empty one for an empty text", "POST /empty", '{"a":1}', JSON_TYPE, {}],
    ["what a template makes", "POST /rendered?id=7", "a", JSON_TYPE, { sent: "a", id: "7" }],
    ["bytes as base64", "POST /bytes", "a", "Content-Type: image/png", "YQ=="],
  ])("is %s", async (_name, line, body, header, event) => {
    const response = await send(line, body, header);
    expect(response.status).toBe(200);
    expect(stub.event).toEqual(event);
    expect(stub.types).toEqual(["RequestResponse"]);
  });

  test("is none where the media type has no template", async () => {
    expect((await send("POST /fixed", "a", "Content-Type: a/b")).status).toBe(415);
    expect(stub.types).toEqual([]);
  });
});

describe("the type of the call", () => {
  test.each([
    ["/event", "A: b", "Event"],
    ["/asked", "X-Type: Event", "Event"],
    ["/asked", "X-Type: event", "RequestResponse"],
    ["/asked", "A: b", "RequestResponse"],
    ["/overridden", "A: b", "Event"],
  ])("%s, %s: %s", async (path, header, type) => {
    await send(`GET ${path}`, "", header);
    expect(stub.types).toEqual([type]);
  });

  test("an Event has no answer", async () => {
    stub.answers("");
    const response = await send("POST /event", "{}");
    expect(response.status).toBe(200);
    expect(textOf(response)).toBe("");
  });
});

describe("the response", () => {
  test("is the rule's for all others where the function did not fail", async () => {
    const response = await send("GET /rules");
    expect(response.status).toBe(202);
    expect(textOf(response)).toBe('{"a":["b"]}');
    expect(valuesOf(response, "x-member")).toEqual(["b"]);
    expect(valuesOf(response, "x-type")).toEqual(["application/json"]);
    expect(valuesOf(response, "content-type")).toEqual(["application/json"]);
    expect(valuesOf(response, "x-amzn-trace-id")).toEqual([expect.stringMatching(/^Root=1-/)]);
  });

  test("is so too where it only returns a message", async () => {
    stub.returns({ errorMessage: "a pet was not found" });
    expect((await send("GET /rules")).status).toBe(202);
  });

  test.each([
    ["a pet was not found", 404],
    ["A pet was not found", 404],
    ["Bad pet", 400],
    ["a bad pet", 202],
    ["Two\nlines", 202],
    ["200", 504],
    ["", 202],
  ])("is that of the message %j: %i", async (errorMessage, status) => {
    stub.fails({ errorMessage, errorType: "Error" });
    expect((await send("GET /rules")).status).toBe(status);
  });

  test("has the function's failure, or what a template makes of it", async () => {
    stub.fails({ errorMessage: "not found" });
    expect(textOf(await send("GET /rules"))).toBe('{"errorMessage":"not found"}');
    stub.fails({ errorMessage: "Bad" });
    expect(textOf(await send("GET /rules"))).toBe('{"from":"template"}');
  });

  test("is an error's where a pattern matches an empty message too", async () => {
    expect((await send("GET /catching")).status).toBe(500);
  });

  test("is that of 200 where several match", async () => {
    expect((await send("GET /several")).status).toBe(200);
  });

  test("fails without a rule for it", async () => {
    expect((await send("GET /no-default")).status).toBe(500);
    expect(textOf(await send("GET /no-default"))).toBe('{"message": "Internal server error"}');
  });

  test("has the status that a template says", async () => {
    expect((await send("GET /overridden?s=1")).status).toBe(299);
  });
});
