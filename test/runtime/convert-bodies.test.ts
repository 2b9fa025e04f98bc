import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerText } from "../../templates/runtime/answer-mapping.js";
import { bodyText } from "../../templates/runtime/body-mapping.js";
import { convertBodies } from "../../templates/runtime/convert-bodies.js";
import type { HttpOptions } from "../../templates/runtime/http.js";
import { http } from "../../templates/runtime/http.js";
import type { BodyForm } from "../../templates/runtime/integration.js";
import type { Route } from "../../templates/runtime/route.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { backend, proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { RawResponse } from "./support/raw-response.js";
import { valuesOf } from "./support/raw-response.js";
import type { TestGateway } from "./support/start-gateway.js";
import { template } from "./support/template.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
const BASE64 = Buffer.from(BYTES.toString("base64"));
const TEXT = Buffer.from("grüße, all");
const LOSSY = Buffer.from(BYTES.toString("utf8"));
const FAILS = "fails";

const FORMS: readonly (BodyForm | undefined)[] = [undefined, "text", "bytes"];
const EMPTY_TEMPLATE = { "application/json": "" };

function route(path: string, options: Partial<HttpOptions>): Route {
  const integration = http({
    upstream: backend,
    method: "POST",
    path: () => "/base",
    timeoutMs: 5000,
    responses: [{ status: 200 }],
    ...options,
  });
  return defineRoute({ operationId: path, method: "ANY", path, security: [], integration });
}

const routes = [
  ...FORMS.flatMap((bodyAs) => [
    route(`/request/${bodyAs}`, { ...(bodyAs && { bodyAs }) }),
    route(`/request/${bodyAs}/template`, {
      ...(bodyAs && { bodyAs }),
      requestTemplates: {
        $default: template(({ body }) => ["<", body, ">"]),
      },
    }),
    proxyRoute("POST", `/proxied/${bodyAs}`, { proxy: { ...(bodyAs && { bodyAs }) } }),
    route(`/response/${bodyAs}`, { responses: [{ status: 200, ...(bodyAs && { bodyAs }) }] }),
    route(`/response/${bodyAs}/template`, {
      responses: [{ status: 200, ...(bodyAs && { bodyAs }), templates: { "text/plain": "made" } }],
    }),
  ]),
  route("/mapped", {
    bodyAs: "bytes",
    mapsBody: true,
    headers: (request) => ({ "x-sent": bodyText(request) }),
    responses: [
      {
        status: 200,
        bodyAs: "bytes",
        mapsBody: true,
        headers: (answer) => ({ "x-answered": answerText(answer) }),
        templates: EMPTY_TEMPLATE,
      },
    ],
  }),
  proxyRoute("ANY", "/proxied"),
  proxyRoute("ANY", "/streams", { proxy: { streams: true } }),
];

let upstream: StubUpstream;
/** With binary media types, with all of them, and with none. */
let some: TestGateway;
let all: TestGateway;
let none: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const plan = { routes, upstreams: [[backend, upstream.url]] as const };
  some = await startGateway({ ...plan, bodies: convertBodies(["image/png", "audio/*", "*/x"]) });
  all = await startGateway({ ...plan, bodies: convertBodies(["*/*"]) });
  none = await startGateway({ ...plan, bodies: convertBodies([]) });
});
afterAll(async () => {
  await Promise.all([some, all, none].map((gateway) => gateway.stop()));
  await upstream.stop();
});
beforeEach(() => upstream.forget());

async function send(
  gateway: TestGateway,
  line: string,
  headers: readonly string[],
  body: Buffer = Buffer.alloc(0),
): Promise<RawResponse> {
  const length = body.length === 0 ? [] : [`Content-Length: ${body.length}`];
  const bytes = [Buffer.from(head(line, ...headers, ...length)), body];
  const response = await exchange(gateway.port, Buffer.concat(bytes), line.split(" ", 1)[0]);
  if (response === undefined) throw new Error("no response");
  return response;
}

/** What the upstream answers from now on. */
function answers(body: Buffer, headers: Readonly<Record<string, string>>): void {
  upstream.answer((request, response) => {
    request
      .resume()
      .on("end", () =>
        response.writeHead(200, { ...headers, "Content-Length": body.length }).end(body),
      );
  });
}

function expectFailure(response: RawResponse): void {
  expect(response.status).toBe(500);
  expect(String(response.body)).toBe('{"message": "Internal server error"}');
}

describe("what goes upstream", () => {
  beforeEach(() => upstream.answer(undefined));

  const rows: readonly (readonly [
    media: string,
    bodyAs: BodyForm | undefined,
    sent: Buffer,
    heard: Buffer | typeof FAILS,
  ])[] = [
    ["text/plain", undefined, TEXT, TEXT],
    ["text/plain", undefined, BYTES, LOSSY],
    ["text/plain", "text", BYTES, LOSSY],
    ["text/plain", "bytes", BASE64, BYTES],
    ["text/plain", "bytes", TEXT, FAILS],
    ["image/png", undefined, BYTES, BYTES],
    ["image/png", "bytes", BYTES, BYTES],
    ["image/png", "text", BYTES, BASE64],
    ["IMAGE/Png; q=1", undefined, BYTES, BYTES],
    ["audio/mp3", undefined, BYTES, BYTES],
    ["image/gif", undefined, BYTES, LOSSY],
    ["some/x", undefined, BYTES, LOSSY],
  ];
  test.each(rows)("%s as %s", async (media, bodyAs, sent, heard) => {
    for (const path of [`/request/${bodyAs}`, `/proxied/${bodyAs}`]) {
      upstream.forget();
      const response = await send(some, `POST ${path}`, [`Content-Type: ${media}`], sent);
      if (heard === FAILS) {
        expectFailure(response);
        expect(upstream.heard).toEqual([]);
      } else {
        expect(response.status).toBe(200);
        expect(onlyHeard(upstream).body).toEqual(heard);
        expect(heardValues(onlyHeard(upstream), "content-length")).toEqual([`${heard.length}`]);
      }
    }
  });

  test("without binary media types, text passes as the bytes that it came as", async () => {
    const type = "Content-Type: image/png";
    await send(none, "POST /request/undefined", [type], BYTES);
    expect(onlyHeard(upstream).body).toEqual(BYTES);
    upstream.forget();
    await send(none, "POST /request/bytes", [type], BASE64);
    expect(onlyHeard(upstream).body).toEqual(BYTES);
  });

  test("the range of all takes what does not say what it is", async () => {
    await send(all, "POST /request/undefined", [], BYTES);
    expect(onlyHeard(upstream).body).toEqual(BYTES);
  });

  test.each([
    ["A", FAILS],
    ["QQ=", FAILS],
    ["QQ==\n", FAILS],
    ["_-8=", FAILS],
    ["QQ==", "A"],
    ["QQ", "A"],
  ])("base64 %j", async (sent, heard) => {
    const response = await send(some, "POST /request/bytes", [], Buffer.from(sent));
    if (heard === FAILS) expectFailure(response);
    else expect(String(onlyHeard(upstream).body)).toBe(heard);
  });

  test("no body stays none", async () => {
    const response = await send(some, "POST /request/bytes", ["Content-Type: text/plain"]);
    expect(response.status).toBe(200);
    expect(onlyHeard(upstream).body).toEqual(Buffer.alloc(0));
  });

  test.each([
    ["image/png", "text", BYTES, `<${BASE64}>`],
    ["text/plain", "bytes", Buffer.from(TEXT.toString("base64")), `<${TEXT}>`],
    ["image/png", undefined, TEXT, `<${TEXT}>`],
    ["text/plain", "bytes", BASE64, FAILS],
    ["image/png", undefined, BYTES, FAILS],
  ])("a template sees %s as %s", async (media, bodyAs, sent, heard) => {
    const line = `POST /request/${bodyAs}/template`;
    const response = await send(some, line, [`Content-Type: ${media}`], sent);
    if (heard === FAILS) expectFailure(response);
    else expect(String(onlyHeard(upstream).body)).toBe(heard);
  });
});

describe("what the client gets", () => {
  const PNG = "image/png";
  const PLAIN = "text/plain";
  const rows: readonly (readonly [
    payload: string,
    accept: string,
    bodyAs: BodyForm | undefined,
    answered: Buffer,
    got: Buffer | typeof FAILS,
  ])[] = [
    [PLAIN, PLAIN, undefined, BYTES, LOSSY],
    [PLAIN, PLAIN, "text", TEXT, TEXT],
    [PLAIN, PLAIN, "bytes", BASE64, BYTES],
    [PLAIN, PLAIN, "bytes", TEXT, FAILS],
    [PLAIN, PNG, undefined, BASE64, BYTES],
    [PLAIN, PNG, undefined, TEXT, FAILS],
    [PLAIN, PNG, "bytes", BASE64, BYTES],
    [PLAIN, PNG, "text", TEXT, TEXT],
    [PNG, PLAIN, undefined, BYTES, BASE64],
    [PNG, PLAIN, "bytes", BYTES, BYTES],
    [PNG, PLAIN, "text", BYTES, BASE64],
    [PNG, PNG, undefined, BYTES, BYTES],
    [PNG, PNG, "bytes", BYTES, BYTES],
    [PNG, PNG, "text", BYTES, BASE64],
    [PNG, `${PNG};q=0.5, ${PLAIN}`, undefined, BYTES, BYTES],
    [PNG, `${PLAIN}, ${PNG}`, undefined, BYTES, BASE64],
    [PNG, "*/*", undefined, BYTES, BASE64],
    [PNG, "image/*", undefined, BYTES, BASE64],
    [PNG, "audio/*", undefined, BYTES, BYTES],
  ];
  test.each(rows)("of %s, accepting %s, as %s", async (payload, accept, bodyAs, answered, got) => {
    answers(answered, { "Content-Type": payload });
    const paths = [`/response/${bodyAs}`, ...(bodyAs === undefined ? ["/proxied"] : [])];
    for (const path of paths) {
      const response = await send(some, `GET ${path}`, [`Accept: ${accept}`]);
      if (got === FAILS) expectFailure(response);
      else {
        expect(response.status).toBe(200);
        expect(response.body).toEqual(got);
        expect(valuesOf(response, "content-length")).toEqual([`${got.length}`]);
      }
    }
  });

  test("without binary media types, text passes as the bytes that it came as", async () => {
    answers(BYTES, { "Content-Type": PNG });
    expect((await send(none, "GET /response/undefined", [])).body).toEqual(BYTES);
    expect((await send(none, "GET /proxied", [])).body).toEqual(BYTES);
    answers(BASE64, { "Content-Type": PLAIN });
    expect((await send(none, "GET /response/bytes", [])).body).toEqual(BYTES);
  });

  test("the range of all takes what does not say what it is", async () => {
    answers(BYTES, {});
    expect((await send(all, "GET /proxied", [])).body).toEqual(BYTES);
  });

  test("what is compressed passes", async () => {
    answers(BYTES, { "Content-Type": PLAIN, "Content-Encoding": "gzip" });
    expect((await send(some, "GET /proxied", ["Accept: image/png"])).body).toEqual(BYTES);
    expect((await send(some, "GET /response/undefined", [])).body).toEqual(BYTES);
  });

  test("what streams passes", async () => {
    answers(BYTES, { "Content-Type": PNG });
    expect((await send(some, "GET /streams", [`Accept: ${PLAIN}`])).body).toEqual(BYTES);
  });

  test("the answer to HEAD keeps its length", async () => {
    answers(BYTES, { "Content-Type": PNG });
    const response = await send(some, "HEAD /proxied", []);
    expect(response.status).toBe(200);
    expect(valuesOf(response, "content-length")).toEqual(["6"]);
  });

  test.each([
    ["text", PNG, "made"],
    ["bytes", PLAIN, FAILS],
    [undefined, PLAIN, "made"],
    [undefined, PNG, FAILS],
  ])("a template of a body as %s, accepting %s", async (bodyAs, accept, got) => {
    answers(BYTES, { "Content-Type": PNG });
    const response = await send(some, `GET /response/${bodyAs}/template`, [`Accept: ${accept}`]);
    if (got === FAILS) expectFailure(response);
    else expect(String(response.body)).toBe(got);
  });
});

test("mappings see bodies as they came", async () => {
  answers(BASE64, { "Content-Type": "text/plain" });
  const json = Buffer.from('"x"'.padStart(8));
  expectFailure(await send(some, "POST /mapped", [], json));
  const sent = Buffer.from("1234");
  answers(sent, { "Content-Type": "text/plain" });
  const response = await send(some, "POST /mapped", [], sent);
  expect(heardValues(onlyHeard(upstream), "x-sent")).toEqual(["1234"]);
  expect(onlyHeard(upstream).body).toEqual(Buffer.from("1234", "base64"));
  expect(valuesOf(response, "x-answered")).toEqual(["1234"]);
  expect(response.body).toEqual(Buffer.from("1234", "base64"));
});
