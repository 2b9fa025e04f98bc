import type { Code } from "../code/code-kit.js";
import { assign, call, identifier, key, lit, name, object, ts } from "../code/code-kit.js";
import type { GatewayModel, Operation } from "../model/gateway-model.js";
import type { ExampleExchange, RefusedExchange } from "./example-exchange.js";
import { TEST_KEY } from "./example-exchange.js";
import type { ExampleBody } from "./example-request.js";
import { refusalStatus } from "./refusal-status.js";

/** A test of the project's own: a type, not an interface, so that it is a view. */
export type SmokeTest = { readonly title: Code; readonly statements: readonly Code[] };

/** What a test of an operation is called. */
export function testTitle(operation: Operation, method: string, what: string): Code {
  const { path } = operation;
  return lit(`${path.startsWith("/") ? `${method} ` : ""}${path} ${what}`);
}

/** Sends the example of a request, and looks at what the upstream got and the client got back. */
export function exchangeTest(operation: Operation, exchange: ExampleExchange): SmokeTest {
  const { method, target, body, call: sent, answer } = exchange;
  const own = body === undefined ? [] : [constant("body", body)];
  const { status, body: answered, returned } = answer;
  const theirs = answered === undefined ? [] : [constant("answer", answered)];
  const request = lit(`${sent.method} ${sent.target}`);
  const reaches = sent.keepsBody
    ? call(ts`assert.deepEqual`, [
        ts`upstream.asked`,
        object([[key("request"), request], ...(body === undefined ? [] : [ts`body`])]),
      ])
    : call(ts`assert.equal`, [ts`upstream.asked?.request`, request]);
  const headers = sent.headers.map(([header, value]) =>
    call(ts`assert.equal`, [ts`upstream.headers[${lit(header)}]`, lit(value)]),
  );
  const response = call(ts`send`, [lit(method), lit(target), ...sendOptions(exchange)]);
  const gets = object([
    [key("status"), lit(returned.status)],
    ...(answered === undefined ? [] : ([[key("body"), ts`answer`]] as const)),
  ]);
  const comesBack = returned.keepsBody
    ? call(ts`assert.deepEqual`, [ts`returned`, gets])
    : call(ts`assert.equal`, [ts`returned.status`, lit(returned.status)]);
  return {
    title: testTitle(operation, method, "reaches the upstream, and its answer the client"),
    statements: [
      ...own,
      ...theirs,
      call(ts`upstream.answers`, [lit(status), ...answerOptions(answered)]),
      assign(ts`const returned`, ts`await ${response}`),
      comesBack,
      reaches,
      ...headers,
    ],
  };
}

function answerOptions(body: ExampleBody | undefined): readonly Code[] {
  if (body === undefined) return [];
  const isUsual = body.mediaType === "application/json";
  return [ts`answer`, ...(isUsual ? [] : [lit(body.mediaType)])];
}

function sendOptions({
  headers,
  body,
}: Pick<ExampleExchange, "headers" | "body">): readonly Code[] {
  const type =
    body === undefined || body.mediaType === "application/json"
      ? []
      : ([["content-type", body.mediaType]] as const);
  const members = [...type, ...headers].map(
    ([header, text]) => [key(header), text === TEST_KEY ? ts`KEY` : lit(text)] as const,
  );
  const options = [
    ...(members.length === 0 ? [] : [[key("headers"), object(members)] as const]),
    ...(body === undefined ? [] : [ts`body`]),
  ];
  return options.length === 0 ? [] : [object(options)];
}

/** Sends the example without something, and looks that no upstream hears of it. */
export function refusalTest(
  operation: Operation,
  { method }: ExampleExchange,
  refused: RefusedExchange,
  model: GatewayModel,
): SmokeTest {
  const { target, body, without } = refused;
  const type = without.what === "body" ? "BAD_REQUEST_BODY" : "BAD_REQUEST_PARAMETERS";
  const status = model.family === "rest" ? refusalStatus(model, type, 400) : 400;
  const own = body === undefined ? [] : [constant("body", body)];
  const sent = call(ts`send`, [lit(method), lit(target), ...sendOptions(refused)]);
  return {
    title: testTitle(operation, method, `is refused without ${JSON.stringify(without.name)}`),
    statements: [
      ...own,
      ts`upstream.answers(200)`,
      assign(ts`const { status }`, ts`await ${sent}`),
      call(ts`assert.equal`, [ts`status`, lit(status)]),
      call(ts`assert.equal`, [ts`upstream.asked`, ts`undefined`]),
    ],
  };
}

/** `const body = { … }`; of an empty list nobody could tell the type. */
function constant(called: "answer" | "body", { value }: ExampleBody): Code {
  const isEmpty = Array.isArray(value) && value.length === 0;
  const declared = name(identifier(called));
  return assign(isEmpty ? ts`const ${declared}: unknown[]` : ts`const ${declared}`, lit(value));
}
