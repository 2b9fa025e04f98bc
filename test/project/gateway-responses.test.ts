import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";

const DOCUMENT = `
openapi: 3.0.1
info: { title: Errors, version: "1" }
x-amazon-apigateway-request-validators:
  all: { validateRequestBody: true, validateRequestParameters: true }
x-amazon-apigateway-gateway-responses:
  DEFAULT_4XX:
    responseParameters: { gatewayresponse.header.Access-Control-Allow-Origin: "'*'" }
  MISSING_AUTHENTICATION_TOKEN:
    statusCode: 404
    responseParameters:
      gatewayresponse.header.x-request-path: method.request.path.petId
      gatewayresponse.header.x-request-query: method.request.querystring.q
      gatewayresponse.header.x-request-id: context.requestId
    responseTemplates:
      application/json: |-
        {
          "message": $context.error.messageString,
          "type": "$context.error.responseType",
          "stage": "$context.stage",
          "path": "$context.resourcePath",
          "color": "$stageVariables.color",
          "locale": "$method.request.header.Accept-Language"
        }
  BAD_REQUEST_BODY:
    statusCode: "422"
    responseTemplates:
      application/json: '{"detail":"$context.error.message at $context.resourcePath"}'
      text/plain: $context.error.validationErrorString
paths:
  /pets/{petId}:
    post:
      operationId: feedPet
      x-amazon-apigateway-request-validator: all
      parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
      requestBody:
        content:
          application/json: { schema: { type: object, required: [food] } }
      responses: { "200": { description: It ate. } }
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: { application/json: '{"statusCode": 200}' }
        responses: { default: { statusCode: "200" } }
`;

let workshop: Workshop;
let gateway: GatewayProcess;
let folder: string;
beforeAll(async () => {
  workshop = await Workshop.open();
  folder = await workshop.project();
  const built = await buildGateway(folder, { "openapi.yaml": DOCUMENT }, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ message }) => message).join());
  gateway = await GatewayProcess.start(built.main, {
    LOG_LEVEL: "info",
    STAGE: "test",
    STAGE_VARIABLE_COLOR: "blue",
  });
});
afterAll(async () => {
  await gateway.kill();
  await workshop.close();
});

function ask(path: string, init: RequestInit): Promise<Response> {
  return fetch(`http://127.0.0.1:${gateway.port}${path}`, init);
}

test("an unknown path is answered as the document says", async () => {
  const response = await ask("/cats/7?q=1", { headers: { "Accept-Language": 'en"' } });
  expect(response.status).toBe(404);
  expect(response.headers.get("x-amzn-errortype")).toBe("MissingAuthenticationTokenException");
  expect(response.headers.get("x-request-query")).toBe("1");
  expect(response.headers.get("x-request-path")).toBe(null);
  expect(response.headers.get("x-request-id")).toBe(response.headers.get("x-amzn-requestid"));
  expect(response.headers.get("access-control-allow-origin")).toBe(null);
  expect(response.headers.get("content-type")).toBe("application/json");
  // Values stand in a template as they are, as they do on Amazon: this one is no JSON.
  expect(await response.text()).toBe(`{
  "message": "Missing Authentication Token",
  "type": "MISSING_AUTHENTICATION_TOKEN",
  "stage": "test",
  "path": "",
  "color": "blue",
  "locale": "en""
}`);
});

test.each([
  ["*/*", '{"detail":"Invalid request body at /pets/{petId}"}'],
  ["text/plain", '[object has missing required properties (["food"])]'],
])("a wrong body is, for %s", async (accept, body) => {
  const headers = { accept, "Content-Type": "application/json" };
  const response = await ask("/pets/7", { method: "POST", body: "{}", headers });
  expect(response.status).toBe(422);
  expect(await response.text()).toBe(body);
});

test("the document's words are code that reads like them", async () => {
  const text = await readFile(join(folder, "src/generated/gateway-responses.ts"), "utf8");
  expect(text).toContain(`  BAD_REQUEST_BODY: {
    status: 422,
    templates: {
      "application/json": (request, error) => [
        '{"detail":"',
        error.message,
        " at ",
        request.context.resourcePath,
        '"}',
      ],
      "text/plain": (_request, error) => [error.validationErrorString],
    },
  },`);
});
