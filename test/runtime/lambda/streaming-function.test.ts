import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AwsClient } from "../../../templates/runtime/aws/aws-client.js";
import { readAwsSettings } from "../../../templates/runtime/aws/aws-settings.js";
import { Environment } from "../../../templates/runtime/environment.js";
import { defineFunction } from "../../../templates/runtime/lambda/lambda-function.js";
import { lambdaStream } from "../../../templates/runtime/lambda/lambda-stream.js";
import { streamingFunction } from "../../../templates/runtime/lambda/streaming-function.js";
import { restApi } from "../../../templates/runtime/rest-api.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";

/** A message of a stream of events, as Lambda sends it. */
function message(event: string, payload: string | Buffer): Buffer {
  const texts = { ":event-type": event, ":message-type": "event" };
  const headers = Buffer.concat(
    Object.entries(texts).map(([name, value]) => {
      const size = Buffer.alloc(2);
      size.writeUInt16BE(value.length);
      return Buffer.concat([
        Buffer.from([name.length]),
        Buffer.from(name),
        Buffer.from([7]),
        size,
        Buffer.from(value),
      ]);
    }),
  );
  const body = Buffer.from(payload);
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(12 + headers.length + body.length + 4, 0);
  prelude.writeUInt32BE(headers.length, 4);
  return Buffer.concat([prelude, headers, body, Buffer.alloc(4)]);
}

const chunk = (payload: string) => message("PayloadChunk", payload);
const complete = (end: object = {}) => message("InvokeComplete", JSON.stringify(end));
const head = (value: unknown) => `${JSON.stringify(value)}${"\0".repeat(8)}`;

let answer: (response: ServerResponse) => void;
const heard: { url: string | undefined; event: { path?: string } }[] = [];
const lambdaApi = createServer((request, response) => {
  void text(request).then((body) => {
    heard.push({ url: request.url, event: JSON.parse(body) as object });
    answer(response);
  });
});
let gateway: TestGateway;
beforeAll(async () => {
  lambdaApi.listen(0, "127.0.0.1");
  await once(lambdaApi, "listening");
  const read = new Environment({
    AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(lambdaApi.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_REGION: "eu-west-3",
  });
  const aws = new AwsClient(readAwsSettings(read, ["lambda"]));
  read.finish();
  const told = defineFunction("told");
  gateway = await startGateway({
    routes: [
      defineRoute({
        operationId: "tell",
        method: "GET",
        path: "/tell",
        security: [],
        integration: lambdaStream({ function: told, timeoutMs: 5000 }),
      }),
    ],
    gatewayResponses: (error) => restApi.failure(error),
    backends: [
      [told, streamingFunction(aws, { name: "told", qualifier: "live", region: undefined })],
    ],
  });
});
afterAll(async () => {
  await gateway.stop();
  lambdaApi.close();
});

const ask = () => fetch(`${gateway.url}/tell`);
const sends = (...pieces: readonly Buffer[]) => {
  answer = (response) => {
    for (const piece of pieces) response.write(piece);
    response.end();
  };
};

describe("a function that streams", () => {
  test("is told of the request, and says what the response is", async () => {
    const said = { statusCode: 201, headers: { "X-Told": "yes" }, cookies: ["a=1", "b=2"] };
    sends(chunk(head(said)), chunk("one "), chunk("two"), complete());
    const response = await ask();
    expect([response.status, await response.text()]).toEqual([201, "one two"]);
    expect(response.headers.get("x-told")).toBe("yes");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(heard.at(-1)?.url).toBe(
      "/2021-11-15/functions/told/response-streaming-invocations?Qualifier=live",
    );
    expect(heard.at(-1)?.event.path).toBe("/tell");
  });

  test("is heard however its answer is cut into pieces", async () => {
    const all = Buffer.concat([chunk('{"statusCode":'), chunk(`202}${"\0".repeat(5)}`)]);
    const rest = Buffer.concat([chunk("\0\0\0o"), chunk("ne"), complete()]);
    sends(...Array.from(Buffer.concat([all, rest]), (byte) => Buffer.from([byte])));
    const response = await ask();
    expect([response.status, await response.text()]).toEqual([202, "one"]);
  });

  test("is heard before it has ended", async () => {
    let finish = () => {};
    answer = (response) => {
      response.write(chunk(`${head({})}first`));
      finish = () => response.end(Buffer.concat([chunk(" last"), complete()]));
    };
    const response = await ask();
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    expect(Buffer.from(value ?? []).toString()).toBe("first");
    finish();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe(" last");
    expect((await reader.read()).done).toBe(true);
  });

  test.each<readonly [string, readonly Buffer[], number]>([
    ["says nothing of the response", [chunk("text"), complete()], 500],
    ["says what no response has", [chunk(head({ body: "text" })), complete()], 500],
    ["says no JSON", [chunk(`text${"\0".repeat(8)}`), complete()], 500],
    ["says too much in front", [chunk(" ".repeat(20_000)), complete()], 500],
    ["fails", [complete({ ErrorCode: "Unhandled" })], 502],
    ["is no stream of events", [Buffer.alloc(64, "x")], 500],
  ])("that %s fails its request", async (_what, pieces, status) => {
    sends(...pieces);
    expect((await ask()).status).toBe(status);
  });

  test.each<readonly [string, readonly Buffer[]]>([
    ["fails", [complete({ ErrorCode: "Unhandled" })]],
    ["breaks off", []],
  ])("that %s behind its beginning cuts the response short", async (_what, pieces) => {
    let finish = () => {};
    answer = (response) => {
      response.write(chunk(`${head({})}first`));
      finish = () => response.end(Buffer.concat(pieces));
    };
    const response = await ask();
    expect(response.status).toBe(200);
    finish();
    await expect(response.text()).rejects.toThrow();
  });

  test("that Lambda does not call fails its request", async () => {
    answer = (response) => response.writeHead(429, {}).end("{}");
    expect((await ask()).status).toBe(500);
  });
});
