import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";

const NAMES = ["constructor", "toString", "__proto__", "hasOwnProperty"];

const DOCUMENT = JSON.stringify({
  openapi: "3.0.1",
  info: { title: "Inherited", version: "1" },
  paths: {
    "/": {
      get: {
        "x-amazon-apigateway-integration": {
          type: "mock",
          requestTemplates: { "application/json": '{"statusCode": 200}' },
          responses: {
            default: {
              statusCode: "200",
              responseParameters: Object.fromEntries(
                NAMES.map((name, index) => [
                  `method.response.header.x-${index}`,
                  `context.authorizer.${name}`,
                ]),
              ),
            },
          },
        },
        responses: {},
      },
    },
  },
});

let workshop: Workshop;
let gateway: GatewayProcess;
beforeAll(async () => {
  workshop = await Workshop.open();
  const built = await buildGateway(await workshop.project(), { "openapi.json": DOCUMENT }, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ message }) => message).join());
  gateway = await GatewayProcess.start(built.main, {});
});
afterAll(async () => {
  await gateway.kill();
  await workshop.close();
});

test("a principal has no values that every object inherits", async () => {
  const response = await fetch(`http://127.0.0.1:${gateway.port}/`);
  expect(response.status).toBe(200);
  expect([...response.headers.keys()].filter((name) => /^x-\d$/.test(name))).toEqual([]);
});
