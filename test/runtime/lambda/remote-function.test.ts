import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AwsClient } from "../../../templates/runtime/aws/aws-client.js";
import { readAwsSettings } from "../../../templates/runtime/aws/aws-settings.js";
import { Environment } from "../../../templates/runtime/environment.js";
import { statusPattern } from "../../../templates/runtime/choose-response.js";
import { lambda } from "../../../templates/runtime/lambda/lambda.js";
import { defineFunction } from "../../../templates/runtime/lambda/lambda-function.js";
import { remoteFunction } from "../../../templates/runtime/lambda/remote-function.js";
import { restApi } from "../../../templates/runtime/rest-api.js";
import { defineRoute } from "../../../templates/runtime/route.js";
import { connect, exchange, head } from "../support/raw-client.js";
import { valuesOf } from "../support/raw-response.js";
import type { TestGateway } from "../support/start-gateway.js";
import { startGateway } from "../support/start-gateway.js";
import type { StubUpstream } from "../support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "../support/stub-upstream.js";

const ARN = "arn:aws:lambda:eu-west-3:000011112222:function:pets";
const named = defineFunction("named");
const versioned = defineFunction("versioned");
const routeTo = (path: string, target: typeof named, invocationType = "RequestResponse") =>
  defineRoute({
    operationId: path,
    method: "ANY",
    path,
    security: [],
    integration: lambda({
      function: target,
      invocationType,
      responses: [{ when: statusPattern(".+"), status: 299 }, { status: 200 }],
      timeoutMs: 100,
    }),
  });

let lambdaApi: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  lambdaApi = await startStubUpstream();
  const read = new Environment({
    AWS_ENDPOINT_URL_LAMBDA: lambdaApi.url,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_REGION: "eu-west-1",
  });
  const aws = new AwsClient(readAwsSettings(read, ["lambda"]));
  read.finish();
  gateway = await startGateway({
    routes: [
      routeTo("/named", named),
      routeTo("/versioned", versioned),
      routeTo("/event", named, "Event"),
    ],
    gatewayResponses: (error) => ({
      ...restApi.failure(error),
      headers: ["X-Kind", error.kind],
    }),
    backends: [
      [named, remoteFunction(aws, { name: "pets", qualifier: undefined, region: undefined })],
      [versioned, remoteFunction(aws, { name: ARN, qualifier: "live", region: "eu-west-3" })],
    ],
  });
});
afterAll(async () => {
  await gateway.stop();
  await lambdaApi.stop();
});
beforeEach(() => {
  lambdaApi.forget();
  lambdaApi.answer((request, response) => {
    request.resume();
    request.on("end", () => response.end('{"ok":true}'));
  });
});

async function get(path: string) {
  const response = await exchange(gateway.port, head(`GET ${path}`));
  return { status: response?.status, text: response?.body.toString() };
}

/** How a call failed. */
async function failureOf(path: string) {
  const response = await exchange(gateway.port, head(`GET ${path}`));
  expect(response?.body.toString()).not.toContain("secret");
  return response && [response.status, ...valuesOf(response, "x-kind")];
}

/** Answers calls so, from now on. */
function answer(status: number, headers: Record<string, string>, body = "{}"): void {
  lambdaApi.answer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(status, headers).end(body));
  });
}

test.each([
  ["/named", "/2015-03-31/functions/pets/invocations", "eu-west-1"],
  [
    "/versioned",
    `/2015-03-31/functions/${encodeURIComponent(ARN)}/invocations?Qualifier=live`,
    "eu-west-3",
  ],
])("%s is called by a signed request", async (path, target, region) => {
  expect(await get(path)).toEqual({ status: 200, text: '{"ok":true}' });
  const heard = onlyHeard(lambdaApi);
  expect(heard).toMatchObject({ method: "POST", target });
  expect(heard.body.toString()).toBe("{}");
  expect(heardValues(heard, "x-amz-invocation-type")).toEqual(["RequestResponse"]);
  expect(heardValues(heard, "x-amzn-trace-id")).toEqual([expect.stringMatching(/^Root=1-/)]);
  const scope = new RegExp(`Credential=AKIDEXAMPLE/\\d{8}/${region}/lambda/aws4_request`);
  expect(heardValues(heard, "authorization")).toEqual([expect.stringMatching(scope)]);
});

test("an Event waits for no more than that it was taken", async () => {
  answer(202, {}, "");
  expect(await get("/event")).toEqual({ status: 200, text: "" });
  expect(heardValues(onlyHeard(lambdaApi), "x-amz-invocation-type")).toEqual(["Event"]);
});

test("a function that failed says how", async () => {
  answer(200, { "X-Amz-Function-Error": "Unhandled" }, '{"errorMessage":"no pet"}');
  expect(await get("/named")).toEqual({ status: 299, text: '{"errorMessage":"no pet"}' });
});

describe("a call that is refused", () => {
  test.each([
    [400, "InvalidRequestContentException:http://a.test/", 400, "invalid-json"],
    [413, "RequestEntityTooLargeException", 413, "payload-too-large"],
    [403, "AccessDeniedException", 500, "configuration-error"],
    [404, "ResourceNotFoundException", 500, "configuration-error"],
    [429, "TooManyRequestsException", 500, "integration-failure"],
    [500, "ServiceException", 500, "integration-failure"],
    [302, "", 500, "configuration-error"],
  ])("by %i %s is answered by %i, and not made again", async (status, type, answered, kind) => {
    answer(status, type === "" ? {} : { "x-amzn-ErrorType": type }, '{"Message":"secret"}');
    expect(await failureOf("/named")).toEqual([answered, kind]);
    expect(lambdaApi.begun).toBe(1);
  });
});

test("a call that takes too long", async () => {
  lambdaApi.answer((request) => request.resume());
  expect(await failureOf("/named")).toEqual([504, "integration-timeout"]);
  await expect.poll(() => lambdaApi.open).toBe(0);
  expect(lambdaApi.begun).toBe(1);
});

test("a call that breaks off is not made again", async () => {
  lambdaApi.answer((request) => request.socket.destroy());
  expect(await failureOf("/named")).toEqual([500, "network-error"]);
  expect(lambdaApi.begun).toBe(1);
});

test("a client that goes away takes its call with it", async () => {
  lambdaApi.answer((request) => request.resume());
  const client = await connect(gateway.port);
  client.send(head("GET /named"));
  await expect.poll(() => lambdaApi.open).toBe(1);
  client.destroy();
  await expect.poll(() => lambdaApi.open).toBe(0);
});
