import { expect, test } from "vitest";
import { mock } from "../../templates/runtime/mock.js";
import { defineRoute } from "../../templates/runtime/route.js";
import { namedRoute } from "./support/proxy-routes.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { startGateway } from "./support/start-gateway.js";

const answering = (operationId: string, status: number, headers: Record<string, string>) =>
  defineRoute({
    operationId,
    method: "GET",
    path: `/${operationId}`,
    security: [],
    integration: mock({
      statusCode: { "application/json": 200 },
      otherwise: "pass through",
      responses: [{ status, headers: () => headers }],
    }),
  });

test.each([
  ["a status that HTTP has not", 42, {}],
  ["a header name that HTTP has not", 200, { "a b": "c" }],
])("%s ends the connection, and the gateway lives on", async (_name, status, headers) => {
  const routes = [answering("odd", status, headers), namedRoute("GET", "/here")];
  const gateway = await startGateway({ routes });
  const client = await connect(gateway.port);
  client.send(head("GET /odd"));
  expect(await client.response()).toBeUndefined();
  expect((await exchange(gateway.port, head("GET /here")))?.status).toBe(200);
  await gateway.stop();
});
