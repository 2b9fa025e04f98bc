import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";
import { typeCheck } from "./type-check.js";

const DOCUMENT = readFileSync(join(import.meta.dirname, "functions.yaml"), "utf8");

/** As somebody would have written it for Lambda. */
const GREET = `import type { APIGatewayProxyHandler } from "aws-lambda";

export const handler: APIGatewayProxyHandler = (event, context, callback) => {
  const name = decodeURIComponent(event.pathParameters?.["name"] ?? "");
  if (name === "throws") throw new Error("secret of the function");
  if (name === "fails") return callback("no");
  if (name === "waits") return;
  if (name === "throws late") setTimeout(() => { throw new Error("late"); }, 5);
  if (name === "rejects late") void new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 5));
  if (name.endsWith("late")) return;
  if (name === "throws after") setTimeout(() => { throw new Error("after"); }, 30);
  const left = context.getRemainingTimeInMillis();
  const said = { hello: name, inTime: left > 0 && left <= 300, path: event.path };
  setTimeout(() => callback(null, { statusCode: 200, body: JSON.stringify(said) }), 5);
};
`;
const COUNT = `export const handler = async (event: { words: string }) => {
  if (event.words === "") throw new Error("there are no words");
  return { count: event.words.split(" ").length };
};
`;
const GUARD = `import type { APIGatewayTokenAuthorizerHandler } from "aws-lambda";

export const handler: APIGatewayTokenAuthorizerHandler = async (event) => ({
  principalId: event.authorizationToken,
  policyDocument: {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "execute-api:Invoke", Resource: event.methodArn.replace(/you$/, "*") },
    ],
  },
});
`;

let workshop: Workshop;
let folder: string;
let main: string;
let gateway: GatewayProcess;

beforeAll(async () => {
  workshop = await Workshop.open();
  folder = await workshop.project();
  main = await build();
  gateway = await GatewayProcess.start(main, {});
}, 60_000);
afterAll(async () => {
  await gateway.kill();
  await workshop.close();
});

async function build(): Promise<string> {
  const built = await buildGateway(folder, { "openapi.yaml": DOCUMENT }, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ message }) => message).join());
  return built.main;
}

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, init);
  return { status: response.status, body: await response.text() };
}

const count = (words: string, headers: Record<string, string> = {}) =>
  send("/count", {
    method: "POST",
    body: JSON.stringify({ words }),
    headers: { "Content-Type": "application/json", ...headers },
  });

describe("functions in the gateway", { timeout: 60_000 }, () => {
  test("compile as they are first written, and fail", async () => {
    expect(() => typeCheck(folder, "typescript")).not.toThrow();
    expect((await send("/greet/you")).status).toBe(502);
    expect((await send("/guarded/you", { headers: { "X-Token": "aab" } })).status).toBe(500);
  });

  test("are Lambda handlers as they are", async () => {
    await writeFile(join(folder, "src/hooks/functions/greet.ts"), GREET);
    await writeFile(join(folder, "src/hooks/functions/count.ts"), COUNT);
    await writeFile(join(folder, "src/hooks/functions/guard.ts"), GUARD);
    expect(() => typeCheck(folder, "typescript")).not.toThrow();
    await gateway.kill();
    main = await build();
    gateway = await GatewayProcess.start(main, {});
    expect(await send("/greet/you")).toEqual({
      status: 200,
      body: '{"hello":"you","inTime":true,"path":"/greet/you"}',
    });
    expect(await count("one two")).toEqual({ status: 200, body: '{"count":2}' });
  });

  test.each([
    ["you", "aab", 200, "aab"],
    ["me", "aab", 200, "aab"],
    ["you", "aac", 401, '{"message":"Unauthorized"}'],
  ])("decide who may call /guarded/%s with %s", async (name, token, status, body) => {
    const headers = { "X-Token": token };
    expect(await send(`/guarded/${name}`, { headers })).toEqual({ status, body });
  });

  test.each([
    ["throws", 502, '{"message": "Internal server error"}'],
    ["fails", 502, '{"message": "Internal server error"}'],
    ["throws late", 502, '{"message": "Internal server error"}'],
    ["rejects late", 502, '{"message": "Internal server error"}'],
    ["waits", 504, '{"message": "Endpoint request timed out"}'],
  ])("one that %s fails its request alone", async (name, status, body) => {
    expect(JSON.parse((await send(`/greet/${name}`)).body)).toEqual(JSON.parse(body));
    expect((await send(`/greet/${name}`)).status).toBe(status);
    expect((await send("/greet/you")).status).toBe(200);
  });

  test("may fail after their answers", async () => {
    expect((await send("/greet/throws after")).status).toBe(200);
    await wait(60);
    expect((await send("/greet/you")).status).toBe(200);
    expect(gateway.lines.join()).toContain("Error: after");
  });

  test("select responses by what they fail with", async () => {
    expect(await count("")).toEqual({ status: 422, body: '{"why": "there are no words"}' });
  });

  test("called as an event are not waited for", async () => {
    expect(await count("a b", { How: "Event" })).toEqual({ status: 200, body: "" });
  });

  test("that stage variables do not name fail their requests", async () => {
    expect((await send("/named")).status).toBe(500);
  });
});

describe("a function that a setting names", { timeout: 60_000 }, () => {
  const received: { request: IncomingMessage; body: string }[] = [];
  const lambda = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ request, body });
      response.end('{"count":7}');
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => lambda.listen(0, "127.0.0.1", resolve));
    await gateway.kill();
    gateway = await GatewayProcess.start(main, {
      COUNT_FUNCTION: "arn:aws:lambda:eu-west-1:111122223333:function:count:blue",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`,
    });
  });
  afterAll(() => lambda.close());

  test("is called there, signed", async () => {
    expect(await count("one two")).toEqual({ status: 200, body: '{"count":7}' });
    const [call] = received;
    expect(call?.body).toBe('{"words": "one two"}');
    expect(call?.request.url).toBe(
      "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Acount/invocations?Qualifier=blue",
    );
    expect(call?.request.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/lambda\/aws4_request, /,
    );
  });

  test("without credentials the gateway does not start, and says why", async () => {
    const started = GatewayProcess.start(main, {
      COUNT_FUNCTION: "count",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: "/nowhere",
      AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
    });
    await expect(started).rejects.toThrow(/There are no AWS credentials: set AWS_ACCESS_KEY_ID/);
  });

  test("is told by its setting, which is checked", async () => {
    const started = GatewayProcess.start(main, { COUNT_FUNCTION: "https://count.example.com" });
    await expect(started).rejects.toThrow(/COUNT_FUNCTION must be the ARN or the name/);
    const example = await readFile(join(folder, ".env.example"), "utf8");
    expect(example).toContain("unless set, it runs in the gateway");
    expect(example).not.toContain("GREET");
  });
});
