import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { convertBodies } from "../../../templates/runtime/convert-bodies.js";
import type { Family } from "../../../templates/runtime/family.js";
import { GatewayError } from "../../../templates/runtime/gateway-error.js";
import { httpApi } from "../../../templates/runtime/http-api.js";
import type { Integration } from "../../../templates/runtime/integration.js";
import { httpApiLambda1 } from "../../../templates/runtime/lambda/http-api-lambda-1.js";
import { httpApiLambda2 } from "../../../templates/runtime/lambda/http-api-lambda-2.js";
import { lambdaProxy } from "../../../templates/runtime/lambda/lambda-proxy.js";
import { answerBody, append, overwrite } from "../../../templates/runtime/parameter-mapping.js";
import { restApi } from "../../../templates/runtime/rest-api.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import { exchange, head } from "../support/raw-client.js";
import type { RawResponse } from "../support/raw-response.js";
import { valuesOf } from "../support/raw-response.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";
import { stubFunction } from "../support/stub-function.js";

const stub = stubFunction();
const options = { function: stub.name, timeoutMs: 5000 };
const mapped = {
  ...options,
  responses: {
    404: { status: 200, headers: [append("X-From", "404"), overwrite("content-type", "a/b")] },
    418: {
      mapsBody: true,
      status: (answer: Parameters<typeof answerBody>[0]) => answerBody(answer, "code"),
    },
  },
} as const;
const route = (path: string, integration: Integration) =>
  defineRoute({ operationId: path, method: "ANY", path, security: [], integration });

const start = (family: Family, routes: ReturnType<typeof route>[], binary?: readonly string[]) =>
  startGateway({
    family,
    routes,
    ...(binary && { bodies: convertBodies(binary) }),
    backends: [[stub.name, stub.target]],
  });

let rest: TestGateway;
let binary: TestGateway;
let http: TestGateway;
beforeAll(async () => {
  rest = await start(restApi, [route("/rest", lambdaProxy(options))]);
  binary = await start(restApi, [route("/rest", lambdaProxy(options))], ["image/png"]);
  http = await start(httpApi, [
    route("/one", httpApiLambda1(options)),
    route("/two", httpApiLambda2(options)),
    route("/mapped", httpApiLambda2(mapped)),
  ]);
});
afterAll(() => Promise.all([rest.stop(), binary.stop(), http.stop()]));
beforeEach(() => stub.returns({}));

async function get(path: string, at?: TestGateway, ...headers: string[]): Promise<RawResponse> {
  const { port } = at ?? (path === "/rest" ? rest : http);
  const response = await exchange(port, head(`GET ${path}`, ...headers));
  if (response === undefined) throw new Error("no answer");
  return response;
}

const textOf = ({ body }: RawResponse) => body.toString();
const ALL = ["/rest", "/one", "/two"] as const;
const FORMAT_1 = ["/rest", "/one"] as const;

describe.each(ALL)("%s answers", (path) => {
  test("what the function says", async () => {
    stub.returns({ statusCode: 201, headers: { "X-a": "1", "content-type": "a/b" }, body: "é" });
    const response = await get(path);
    expect(response.status).toBe(201);
    expect(textOf(response)).toBe("é");
    expect(valuesOf(response, "x-a")).toEqual(["1"]);
    expect(valuesOf(response, "content-type")).toEqual(["a/b"]);
    expect(valuesOf(response, "content-length")).toEqual(["2"]);
  });

  test.each([
    ["digits", "204", 204],
    ["404", 404, 404],
    ["599", 599, 599],
  ])("a status: %s", async (_name, statusCode, status) => {
    stub.returns({ statusCode });
    expect((await get(path)).status).toBe(status);
  });

  test.each(["abc", 0, 99, 101, 600, 200.5, "200.5", "", true, {}, [200]])(
    "an error where the status is %j",
    async (statusCode) => {
      stub.returns({ statusCode, body: "secret" });
      await expectMalformed(await get(path), path);
    },
  );

  test.each([
    ["a body that is no text", { body: { a: 1 } }],
    ["a body that is a number", { body: 1 }],
    ["headers that are none", { headers: "a" }],
    ["headers in a list", { headers: [["a", "b"]] }],
    ["a header that is a list", { headers: { a: ["b"] } }],
    ["a header that is an object", { headers: { a: {} } }],
  ])("an error for %s", async (_name, said) => {
    stub.returns({ statusCode: 200, ...said });
    await expectMalformed(await get(path), path);
  });

  test("an error where the function failed", async () => {
    stub.fails({ errorMessage: "secret", errorType: "Error", trace: [] });
    await expectMalformed(await get(path), path);
  });

  test("scalars of headers as text, and nothing for null", async () => {
    stub.returns({ statusCode: 200, headers: { a: true, b: 7, c: null, d: "" }, body: null });
    const response = await get(path);
    expect(["a", "b", "c", "d"].map((name) => valuesOf(response, name))).toEqual([
      ["true"],
      ["7"],
      [],
      [""],
    ]);
    expect(textOf(response)).toBe("");
  });

  test("no header that cannot be sent, or that is not the function's to say", async () => {
    const headers = {
      "X-Split": "a\r\nSet-Cookie: b=1",
      "X-Wide": "\u2603",
      "X Name": "a",
      "x:y": "a",
      "": "a",
      "Transfer-Encoding": "chunked",
      "Keep-Alive": "a",
      Trailer: "a",
      "Content-Length": "999",
      "X-Latin": "\u00e9",
    };
    stub.returns({ statusCode: 200, headers, body: "ok" });
    const response = await get(path);
    expect(textOf(response)).toBe("ok");
    for (const name of ["x-split", "x-wide", "x name", "x", "set-cookie", "trailer"]) {
      expect(valuesOf(response, name)).toEqual([]);
    }
    expect(valuesOf(response, "transfer-encoding")).toEqual([]);
    expect(valuesOf(response, "content-length")).toEqual(["2"]);
    expect(valuesOf(response, "x-latin")).toEqual(["\u00e9"]);
  });

  test.each([204, 304])("no body with status %s", async (statusCode) => {
    stub.returns({ statusCode, body: "not this" });
    const response = await get(path);
    expect(response.status).toBe(statusCode);
    expect(valuesOf(response, "content-length")).toEqual([]);
    expect(response.body.length).toBe(0);
  });

  test("no body to HEAD, but its length", async () => {
    stub.returns({ statusCode: 200, body: "four" });
    const port = path === "/rest" ? rest.port : http.port;
    const response = await exchange(port, head(`HEAD ${path}`), "HEAD");
    expect(response?.body.length).toBe(0);
    expect(response && valuesOf(response, "content-length")).toEqual(["4"]);
  });
});

/** An error that tells nothing of what the function said. */
async function expectMalformed(response: RawResponse, path: string): Promise<void> {
  const isRest = path === "/rest";
  expect(response.status).toBe(isRest ? 502 : 500);
  expect(textOf(response)).toBe(
    isRest ? '{"message": "Internal server error"}' : '{"message":"Internal Server Error"}',
  );
  expect(valuesOf(response, "x-amzn-trace-id")).toEqual([]);
  expect(valuesOf(response, "x-amzn-errortype")).toEqual(
    isRest ? ["InternalServerErrorException"] : [],
  );
}

describe.each(FORMAT_1)("%s, format 1.0,", (path) => {
  test.each(["{}", '{"statusCode":null,"headers":null,"multiValueHeaders":null}'])(
    "needs no members: %s",
    async (payload) => {
      stub.answers(payload);
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(textOf(response)).toBe("");
    },
  );

  test.each([
    '"text"',
    "null",
    "7",
    "[]",
    "no JSON",
    "",
    '{"statusCode":200,"extra":1}',
    '{"__proto__":{"statusCode":200}}',
    '{"cookies":[]}',
    '{"multiValueHeaders":{"a":"b"}}',
    '{"multiValueHeaders":{"a":[[]]}}',
    '{"multiValueHeaders":[]}',
  ])("takes no %s for a response", async (payload) => {
    stub.answers(payload);
    await expectMalformed(await get(path), path);
  });

  test("has several values of a header", async () => {
    stub.returns({
      headers: { "x-both": "single", "x-same": "b", "Set-Cookie": "c=3" },
      multiValueHeaders: { "X-BOTH": ["a", 1], "x-same": ["a", "b"], "set-cookie": ["a=1", "b=2"] },
    });
    const response = await get(path);
    const both = path === "/rest" ? ["a", "1", "single"] : ["single", "a", "1"];
    expect(valuesOf(response, "x-both")).toEqual(both);
    expect(response.rawHeaders.filter((name) => name.toLowerCase() === "x-both")).toEqual([
      "X-BOTH",
      "X-BOTH",
      "X-BOTH",
    ]);
    expect(valuesOf(response, "x-same")).toEqual(["a", "b"]);
    expect(valuesOf(response, "set-cookie").toSorted()).toEqual(["a=1", "b=2", "c=3"]);
  });
});

describe("format 2.0", () => {
  test.each([
    ['{"a": 1}', '{"a": 1}'],
    ["[1,  2]", "[1,  2]"],
    ["null", "null"],
    ["false", "false"],
    ["1e3", "1e3"],
    ['"quo\\"ted\\u00e9"', 'quo"tedé'],
    ['""', ""],
    ["", ""],
    ["<no JSON>", "<no JSON>"],
    ['{"broken": ', '{"broken": '],
    ['{"headers":{"x":"1"},"body":"b"}', '{"headers":{"x":"1"},"body":"b"}'],
    ['{"statusCode":null}', '{"statusCode":null}'],
  ])("takes %s for a body", async (payload, body) => {
    stub.answers(payload);
    const response = await get("/two");
    expect(response.status).toBe(200);
    expect(textOf(response)).toBe(body);
    expect(valuesOf(response, "content-type")).toEqual(["application/json"]);
    expect(valuesOf(response, "x")).toEqual([]);
  });

  test("has cookies in lines of their own", async () => {
    stub.returns({
      statusCode: 200,
      cookies: ["a=1; Path=/", "b=2", "c=\r\nX: 1"],
      headers: { "set-cookie": "d=4" },
      multiValueHeaders: { "x-not": ["here"] },
      extra: true,
    });
    const response = await get("/two");
    expect(valuesOf(response, "set-cookie")).toEqual(["d=4", "a=1; Path=/", "b=2"]);
    expect(valuesOf(response, "x-not")).toEqual([]);
  });

  test.each(["a=1", [{}], { a: 1 }])("takes no %j for cookies", async (cookies) => {
    stub.returns({ statusCode: 200, cookies });
    await expectMalformed(await get("/two"), "/two");
  });
});

test.each(["/one", "/two"])("%s says what text is that does not say it", async (path) => {
  stub.returns({ statusCode: 200, body: "a" });
  expect(valuesOf(await get(path), "content-type")).toEqual(["text/plain; charset=utf-8"]);
});

describe.each(["/one", "/two"])("%s decodes", (path) => {
  test.each(["AP+J", "AP+JAA==", "AP+JAA", ""])("base64: %s", async (body) => {
    stub.returns({ statusCode: 200, isBase64Encoded: true, body });
    expect((await get(path)).body).toEqual(Buffer.from(body, "base64"));
  });

  test("nothing that is none", async () => {
    stub.returns({ statusCode: 200, isBase64Encoded: true, body: "no base64!" });
    await expectMalformed(await get(path), path);
  });
});

describe("a REST API", () => {
  const encoded = { statusCode: 200, isBase64Encoded: true, body: "AP+J" };

  test.each([
    ["image/png", Buffer.from("AP+J", "base64")],
    ["IMAGE/PNG;q=1, */*", Buffer.from("AP+J", "base64")],
    ["*/*", Buffer.from("AP+J")],
    ["text/html, image/png", Buffer.from("AP+J")],
  ])("gives clients that accept %s what they take", async (accept, body) => {
    stub.returns(encoded);
    expect((await get("/rest", binary, `Accept: ${accept}`)).body).toEqual(body);
  });

  test("gives base64 to all where nothing is bytes", async () => {
    stub.returns(encoded);
    expect(textOf(await get("/rest", rest, "Accept: image/png"))).toBe("AP+J");
  });

  test("leaves text as it is", async () => {
    stub.returns({ ...encoded, isBase64Encoded: false });
    expect(textOf(await get("/rest", binary, "Accept: image/png"))).toBe("AP+J");
  });

  test("fails where base64 is none", async () => {
    stub.returns({ ...encoded, body: "é" });
    expect((await get("/rest", binary, "Accept: image/png")).status).toBe(500);
  });

  test("tells of trace and media type", async () => {
    stub.returns({ headers: { "x-none": "a" } });
    const response = await get("/rest");
    expect(valuesOf(response, "content-type")).toEqual(["application/json"]);
    expect(valuesOf(response, "x-amzn-trace-id")).toEqual([expect.stringMatching(/^Root=1-/)]);
  });

  test("renames what would speak for the gateway", async () => {
    const headers = { Date: "a", Server: "b", "WWW-Authenticate": "c", "x-amzn-requestid": "d" };
    stub.returns({ headers });
    const response = await get("/rest");
    for (const [name, value] of Object.entries(headers)) {
      expect(valuesOf(response, `x-amzn-Remapped-${name}`)).toEqual([value]);
    }
    expect(valuesOf(response, "server")).toEqual([]);
    expect(valuesOf(response, "x-amzn-requestid")).not.toContain("d");
  });
});

describe("mappings of an HTTP API's responses", () => {
  test("change status and headers", async () => {
    stub.returns({ statusCode: 404, headers: { "x-from": "function" }, body: "gone" });
    const response = await get("/mapped");
    expect(response.status).toBe(200);
    expect(valuesOf(response, "x-from")).toEqual(["function,404"]);
    expect(valuesOf(response, "content-type")).toEqual(["a/b"]);
    expect(textOf(response)).toBe("gone");
  });

  test("look into the body", async () => {
    stub.returns({ statusCode: 418, body: '{"code":"503"}' });
    expect((await get("/mapped")).status).toBe(503);
  });

  test("change nothing else", async () => {
    stub.returns({ statusCode: 400 });
    expect((await get("/mapped")).status).toBe(400);
  });
});

describe("calls that fail", () => {
  test.each([
    ["/rest", "integration-timeout", 504],
    ["/one", "integration-timeout", 503],
    ["/two", "integration-timeout", 503],
    ["/rest", "configuration-error", 500],
    ["/two", "configuration-error", 500],
    ["/rest", "integration-failure", 500],
  ] as const)("%s answers %s by %i", async (path, kind, status) => {
    stub.refuses(new GatewayError(kind));
    expect((await get(path)).status).toBe(status);
    expect(stub.types).toEqual(["RequestResponse"]);
  });
});
