import { setTimeout as wait } from "node:timers/promises";
import type { Context, Handler } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { statusPattern } from "../../../templates/runtime/choose-response.js";
import type { Exchange } from "../../../templates/runtime/exchange.js";
import { inProcess } from "../../../templates/runtime/lambda/in-process-function.js";
import { lambda } from "../../../templates/runtime/lambda/lambda.js";
import { defineFunction } from "../../../templates/runtime/lambda/lambda-function.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import { connect, exchange, head } from "../support/raw-client.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";

const target = defineFunction("pets");
/** The handler of the moment. */
let handler: Handler = () => undefined;
/** How often it was called. */
let calls = 0;

const route = (path: string, timeoutMs: number, invocationType = "RequestResponse") =>
  defineRoute({
    operationId: path,
    method: "POST",
    path,
    security: [],
    integration: lambda({
      function: target,
      invocationType,
      // The failed and the others, which return what they return.
      responses: [{ when: statusPattern("(?:.|\\n)+"), status: 299 }, { status: 200 }],
      timeoutMs,
    }),
  });

let gateway: TestGateway;
beforeAll(async () => {
  const counted: Handler = (...given) => {
    calls += 1;
    return handler(...given);
  };
  gateway = await startGateway({
    routes: [route("/call", 5000), route("/hurry", 40), route("/event", 40, "Event")],
    backends: [[target, inProcess(target, counted as Handler<never>)]],
    environment: { ACCOUNT_ID: "000011112222" },
  });
});
afterAll(() => gateway.stop());

const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
beforeEach(() => {
  calls = 0;
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(async () => {
  // What a handler left behind would come now.
  await wait(5);
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

async function call(by: Handler, path = "/call", body = '{"a":{"b":1}}') {
  handler = by;
  const sent = head(`POST ${path}`, `Content-Length: ${body.length}`);
  const response = await exchange(gateway.port, sent + body);
  if (response === undefined) throw new Error("no answer");
  const text = response.body.toString();
  return { status: response.status, text };
}

const answered = (value: unknown) => ({ status: 200, text: JSON.stringify(value) });

/** What a handler that is not as the types want it returns. */
const untyped = (by: (...given: Parameters<Handler>) => unknown) => by as Handler;

/** What is awaited as a promise is, and is none. */
class Thenable {
  constructor(readonly say: (done: (value: unknown) => void) => void) {}

  // oxlint-disable-next-line unicorn/no-thenable -- what it is for
  then(done: (value: unknown) => void): void {
    this.say(done);
  }
}

describe("a handler answers", () => {
  test.each<[string, Handler]>([
    ["by its promise", async (event) => event.a],
    ["by what is like one", untyped((event) => new Thenable((done) => done(event.a)))],
    ["by its callback", (event, _context, done) => done(null, event.a)],
    ["by its callback, later", (event, _context, done) => void setImmediate(done, null, event.a)],
    ["by context.succeed", (event, context) => context.succeed(event.a)],
    ["by context.done", (event, context) => context.done(undefined, event.a)],
    ["once", async (event, context, done) => (done(null, event.a), context.fail("x"), "other")],
    ["by no value", untyped((event, _context, done) => (setImmediate(done, null, event.a), 7))],
  ])("%s", async (_name, by) => {
    expect(await call(by)).toEqual(answered({ b: 1 }));
  });

  test.each<[string, unknown, string]>([
    ["undefined", undefined, "null"],
    ["a function", () => 1, "null"],
    ["a text", "é", '"é"'],
    ["what says itself what it is", { toJSON: () => [1] }, "[1]"],
    ["a date", new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])("with %s", async (_name, value, text) => {
    expect(await call(async () => value)).toEqual({ status: 200, text });
  });

  test("with an event of its own", async () => {
    const change = async (event: { a: { b: number } }) => (event.a.b += 1);
    expect(await call(change)).toEqual(answered(2));
    expect(await call(change)).toEqual(answered(2));
  });
});

class PetError extends Error {
  override readonly name = "PetError";
}

describe("a handler fails", () => {
  const error = new PetError("no pet");
  const told = { errorType: "PetError", errorMessage: "no pet" };

  test.each<[string, Handler, object]>([
    [
      "by a throw",
      () => {
        throw error;
      },
      told,
    ],
    ["by a rejection", () => Promise.reject(error), told],
    ["by its callback", (_event, _context, done) => done(error), told],
    ["by context.fail", (_event, context) => context.fail(error), told],
    ["by context.done", (_event, context) => context.done(error), told],
    [
      "by context.fail of nothing",
      untyped((_e, context) => (context.fail as () => void)()),
      { errorType: "string", errorMessage: "handled" },
    ],
    ["by a text", () => Promise.reject("no pet"), { errorType: "string", errorMessage: "no pet" }],
    ["by undefined", () => Promise.reject(undefined), { errorType: "undefined" }],
    ["by what is no text", () => Promise.reject(Object.create(null)), { errorType: "handled" }],
    [
      "by an error of odd fields",
      () => Promise.reject(Object.assign(new Error("a"), { name: 7n, stack: "s" })),
      { errorType: "7" },
    ],
    [
      "by a promise that throws",
      untyped(
        () =>
          new Thenable(() => {
            throw error;
          }),
      ),
      told,
    ],
    [
      "by a BigInt",
      async () => 7n,
      { errorType: "Error", errorMessage: "Unable to stringify response body" },
    ],
    [
      "by a cycle",
      async () => {
        const a: unknown[] = [];
        a.push(a);
        return a;
      },
      { errorType: "Error" },
    ],
    [
      "by too large an answer",
      async () => "x".repeat(6_300_000),
      { errorType: "Function.ResponseSizeTooLarge" },
    ],
  ])("%s", async (_name, by, expected) => {
    const { status, text } = await call(by);
    expect(status).toBe(299);
    const failure = JSON.parse(text) as { trace: unknown };
    expect(failure).toMatchObject(expected);
    expect(failure.trace).toBeInstanceOf(Array);
    expect(calls).toBe(1);
    expect(await call(async () => "next")).toEqual(answered("next"));
  });

  test("with the trace of its error", async () => {
    const { text } = await call(() => Promise.reject(new PetError("no pet")));
    const [first, second] = (JSON.parse(text) as { trace: string[] }).trace;
    expect(first).toBe("PetError: no pet");
    expect(second).toMatch(/^ {4}at /);
  });
});

describe("in time", () => {
  test.each<[string, Handler]>([
    ["never settles", () => new Promise(() => undefined)],
    ["never answers", () => undefined],
    ["answers too late", () => wait(80, "late")],
    ["fails too late", () => wait(80).then(() => Promise.reject(new Error("late")))],
    ["calls back too late", (_event, _context, done) => void setTimeout(done, 80, null, "late")],
  ])("a handler that %s", async (_name, by) => {
    expect(await call(by, "/hurry")).toEqual({
      status: 504,
      text: '{"message":"Endpoint request timed out"}',
    });
    await wait(60);
    expect(calls).toBe(1);
  });
});

test("a client that goes away leaves nothing behind", async () => {
  let end = () => undefined as void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  handler = async () => {
    await wait(30);
    end();
    throw new Error("nobody hears this");
  };
  const client = await connect(gateway.port);
  client.send(`${head("POST /call", "Content-Length: 2")}{}`);
  await expect.poll(() => calls).toBe(1);
  client.destroy();
  await ended;
  expect(await call(async () => "next")).toEqual(answered("next"));
});

describe("an Event", () => {
  test("has its answer before the handler has one", async () => {
    let end = () => undefined as void;
    const go = new Promise<void>((resolve) => (end = resolve));
    expect(await call(() => go.then(() => Promise.reject(new Error("late"))), "/event")).toEqual({
      status: 200,
      text: "",
    });
    expect(calls).toBe(1);
    end();
  });

  test("may take longer than an answer", async () => {
    let done = false;
    await call(() => wait(80).then(() => void (done = true)), "/event");
    await expect.poll(() => done).toBe(true);
  });
});

test("no function is called with what is no JSON", async () => {
  const { status } = await call(async () => "x", "/call", "{a}");
  expect(status).toBe(400);
  expect(calls).toBe(0);
});

test("the context is that of the call", async () => {
  let remaining: number[] = [];
  const { text } = await call(async (_event, context: Context) => {
    remaining = [context.getRemainingTimeInMillis()];
    await wait(20);
    remaining.push(context.getRemainingTimeInMillis());
    return context;
  });
  expect(JSON.parse(text)).toEqual({
    callbackWaitsForEmptyEventLoop: true,
    functionName: "pets",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:local:000011112222:function:pets",
    memoryLimitInMB: "128",
    awsRequestId: expect.stringMatching(/^[\da-f-]{36}$/),
    logGroupName: "/aws/lambda/pets",
    logStreamName: expect.stringMatching(/^[\da-f-]{36}$/),
  });
  const [first = 0, second = 0] = remaining;
  expect(first).toBeLessThanOrEqual(5000);
  expect(second).toBeLessThan(first);
});

test("what fails is logged, without what else an error holds", async () => {
  const lines: unknown[] = [];
  const logger = { error: (line: unknown) => lines.push(line) };
  const request = { id: "r1", settings: { logger, accountId: "1" } } as unknown as Exchange;
  const failing = inProcess(target, (() => {
    throw Object.assign(new PetError("no pet"), { sent: { password: "secret" } });
  }) as Handler<never>);
  const call = { request, type: "RequestResponse", timeoutMs: 5000 } as const;
  expect((await failing.invoke('{"password":"secret"}', call)).failed).toBe(true);
  expect(lines).toEqual([
    { id: "r1", function: "pets", cause: expect.stringMatching(/^PetError: no pet\n/) as string },
  ]);
  expect(JSON.stringify(lines)).not.toContain("secret");
});
