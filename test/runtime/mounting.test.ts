import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import { once } from "node:events";
import express from "express";
import fastify from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGateway } from "../../samples/petstore/src/generated/gateway.js";
import type { Gateway } from "../../samples/petstore/src/generated/runtime/gateway.js";
import type { Hooks } from "../../samples/petstore/src/generated/hooks.js";
import { readSettings } from "../../samples/petstore/src/generated/settings.js";
import { connect, exchange, head } from "./support/raw-client.js";
import { portOf } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

/** Something that listens on a port with the gateway in it. */
interface Mounted {
  readonly port: number;
  stop(): Promise<unknown>;
}

async function listen(server: Server): Promise<Mounted> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: portOf(server),
    stop() {
      server.closeAllConnections();
      return once(server.close(), "close");
    },
  };
}

const nodeHttp = (gateway: Gateway) => listen(createServer(gateway.handle));

const underExpress = (gateway: Gateway) => {
  const app = express();
  app.get("/own", (_request, response) => {
    response.send("express");
  });
  app.use(gateway.handle);
  return listen(createServer(app as RequestListener));
};

/** In place of Fastify's router: the gateway answers all that `/own` does not begin. */
const underFastify = async (gateway: Gateway) => {
  const app = fastify({
    serverFactory: (handler, options) =>
      createServer(options, (request, response) =>
        request.url?.startsWith("/own") === true
          ? handler(request, response)
          : gateway.handle(request, response),
      ),
  });
  app.get("/own", () => "fastify");
  await app.listen({ port: 0, host: "127.0.0.1" });
  return { port: portOf(app.server), stop: () => app.close() };
};

/** Lets everybody in. */
const petAuthorizer: Hooks["petAuthorizer"] = async ({ methodArn }) => ({
  principalId: "somebody",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: methodArn }],
  },
});

let upstream: StubUpstream;
let gateway: Gateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  const settings = readSettings({
    LOG_LEVEL: "silent",
    STAGE: "dev",
    ANIMALS_EXAMPLE_URL: upstream.url,
    PHOTO_HOST_URL: upstream.url,
  });
  gateway = createGateway(settings, { petAuthorizer });
});
afterAll(async () => {
  await gateway.close();
  await upstream.stop();
});
beforeEach(() => upstream.forget());

describe.each([
  ["node:http", nodeHttp, undefined],
  ["Express", underExpress, "express"],
  ["Fastify", underFastify, "fastify"],
] as const)("the petstore's gateway under %s", (_name, mount, own) => {
  let mounted: Mounted;
  beforeAll(async () => {
    mounted = await mount(gateway);
  });
  afterAll(() => mounted.stop());

  test("a GET is proxied", async () => {
    const response = await exchange(mounted.port, head("GET /pets?type=cat&page=%31"));
    expect([response?.status, String(response?.body)]).toEqual([200, "ok"]);
    expect(onlyHeard(upstream).target).toBe("/v1/animals?type=cat&page=%31&limit=20");
  });

  test("a POST is proxied with its body, byte for byte", async () => {
    const body = '{ "name": "Tom",\r\n "type": "cat" }';
    const headers = [
      "Authorization: Bearer t",
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
    ];
    const response = await exchange(mounted.port, head("POST /pets", ...headers) + body);
    expect(response?.status).toBe(200);
    expect(onlyHeard(upstream).body.toString()).toBe(body);
  });

  test.each(["application/json", "text/x-odd; a=b", "application/x-www-form-urlencoded"])(
    "a body of type %s streams",
    async (type) => {
      const client = await connect(mounted.port);
      const headers = [`Content-Type: ${type}`, "Transfer-Encoding: chunked"];
      client.send(`${head("PUT /photos/7", ...headers)}3\r\n{"a\r\n`);
      await expect.poll(() => upstream.begun).toBe(1);
      client.send("3\r\nb\r\n\r\n0\r\n\r\n");
      expect((await client.response())?.status).toBe(200);
      client.destroy();
      expect(onlyHeard(upstream).body.toString()).toBe('{"ab\r\n');
    },
  );

  test.each(["DELETE", "PATCH", "HEAD", "OPTIONS"])(
    "%s is routed by the gateway",
    async (method) => {
      const response = await exchange(mounted.port, head(`${method} /photos/7`), method);
      expect(response?.status).toBe(200);
      expect(onlyHeard(upstream).method).toBe(method);
    },
  );

  test.each([
    ["GET /photos/a%2Fb//c;d/%252e", 200, "/a%2Fb//c%3Bd/%252e"],
    ["GET /photos/%E2%82%AC?q=%zz", 200, "/%E2%82%AC?q=%zz"],
    [`GET /photos/${"a".repeat(500)}`, 200, `/${"a".repeat(500)}`],
    ["GET /photos/%zz", 400, undefined],
    ["GET /photos/..%2fa", 400, undefined],
    ["GET /nothing", 403, undefined],
    ["PURGE /pets", 403, undefined],
    ["GET /%70ets?type=a", 403, undefined],
  ])("%s is answered by the gateway with %i", async (request, status, target) => {
    const response = await exchange(mounted.port, head(request));
    expect([response?.status, upstream.heard[0]?.target]).toEqual([status, target]);
    if (status === 403) {
      expect(String(response?.body)).toBe('{"message":"Missing Authentication Token"}');
    }
  });

  test("a path of the application's own stays its own", async () => {
    const response = await exchange(mounted.port, head("GET /own"));
    expect(String(response?.body)).toBe(own ?? '{"message":"Missing Authentication Token"}');
  });
});
