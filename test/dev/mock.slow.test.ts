import { beforeEach, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { temporaryFolder, writeFiles } from "../project/generate-into.js";
import { DevProcess } from "./dev-process.js";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function";
const invocations = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}:${name}/invocations`;
const example = (value: string) =>
  `responses: { "201": { description: "", content: { application/json: { example: ${value} } } } }`;

const AMAZON = `
openapi: 3.0.1
info: { title: Mocks, version: "1" }
components:
  securitySchemes:
    fn:
      type: apiKey
      in: header
      name: Authorization
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer: { type: token, authorizerUri: "${invocations("decide")}" }
    pool:
      type: apiKey
      in: header
      name: Authorization
      x-amazon-apigateway-authtype: cognito_user_pools
      x-amazon-apigateway-authorizer:
        type: cognito_user_pools
        providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc"]
paths:
  /http:
    get:
      security: [{ pool: [] }]
      ${example('{ by: "an upstream" }')}
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: GET, uri: "https://\${stageVariables.host}/x" }
  /proxied:
    get:
      security: [{ fn: [] }]
      ${example('{ by: "a function" }')}
      x-amazon-apigateway-integration:
        { type: aws_proxy, httpMethod: POST, uri: "${invocations("answer")}" }
  /custom:
    get:
      ${example('{ by: "a function" }')}
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: "${invocations("answer")}"
        responses:
          default: { statusCode: "202", responseTemplates: { application/json: '$input.path("$.by")' } }
  /queue:
    get:
      ${example('{ by: "a service" }')}
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: arn:aws:apigateway:us-east-1:sqs:path/123456789012/queue
        credentials: arn:aws:iam::123456789012:role/sender
        responses: { default: { statusCode: "202" } }
`;

const PLAIN = `
openapi: 3.1.0
info: { title: Hooks, version: "1" }
servers: [{ url: https://upstream.invalid }]
components: { securitySchemes: { partner: { type: http, scheme: digest } } }
paths:
  /handled:
    get:
      operationId: handled
      x-gateway: { handler: handled }
      ${example('{ by: "a handler" }')}
  /written:
    get:
      operationId: written
      x-gateway: { handler: written }
      ${example('{ by: "nobody" }')}
  /guarded:
    get:
      operationId: guarded
      security: [{ partner: [] }]
      ${example('{ by: "an upstream" }')}
`;

let folder: string;
let cache: string;
beforeEach(async () => {
  [folder, cache] = [await temporaryFolder(), await temporaryFolder()];
});

const answerOf = async (url: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await fetch(url, { headers });
  return [answer.status, await answer.json()];
};

test("upstreams, functions and services answer with examples; authorizers believe", async () => {
  await writeFiles(folder, { "openapi.yaml": AMAZON });
  const { dev, url, mockedSettings } = await start();
  expect(mockedSettings).toEqual([]);
  const shown = { authorization: "Bearer anything" };
  expect((await fetch(`${url}/http`)).status).toBe(401);
  expect(await answerOf(`${url}/http`, shown)).toEqual([201, { by: "an upstream" }]);
  expect(await answerOf(`${url}/proxied`, shown)).toEqual([201, { by: "a function" }]);
  await dev.next("request");
  await dev.next("request");
  const notes = (await dev.next("request")).stages.flatMap((stage) => stage.notes);
  expect(notes).toContain("mock: whoever shows a credential is let in");
  expect(notes).toContain("mock: the document's example for 201");
  const custom = await fetch(`${url}/custom`);
  expect([custom.status, await custom.text()]).toEqual([202, "a function"]);
  expect(await answerOf(`${url}/queue`)).toEqual([202, { by: "a service" }]);
});

test("what is not written is mocked, what is written runs, and calls nobody outside", async () => {
  await writeFiles(folder, { "openapi.yaml": PLAIN });
  expect(runCli(folder, "generate", "openapi.yaml", "--out", ".").code).toBe(0);
  await writeFiles(folder, {
    "src/hooks/index.ts": `
export const hooks = {
  async written() {
    const why = await fetch("http://192.0.2.1/").catch((error: Error) => String(error.cause));
    return { status: 201, body: { by: why } };
  },
};`,
  });
  const { url, stubs } = await start();
  expect(stubs.toSorted()).toEqual(["handled", "partner"]);
  expect(await answerOf(`${url}/handled`)).toEqual([201, { by: "a handler" }]);
  const [status, { by }] = (await answerOf(`${url}/written`)) as [number, { by: string }];
  expect(status).toBe(201);
  expect(by).toContain("--mock lets nothing leave this machine: 192.0.2.1 is not called");
  expect((await fetch(`${url}/guarded`)).status).toBe(401);
  const shown = { authorization: "Digest anything" };
  expect(await answerOf(`${url}/guarded`, shown)).toEqual([201, { by: "an upstream" }]);
});

async function start() {
  const dev = new DevProcess(folder, cache, "openapi.yaml", "--mock");
  return { dev, ...(await dev.next("serving")) };
}
