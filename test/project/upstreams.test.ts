import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BuiltGateway } from "../harness/build-gateway.js";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess, NotStarted } from "../harness/gateway-process.js";

const DOCUMENT = `
openapi: 3.0.1
info: { title: Zoo, version: "1" }
x-gateway:
  upstreams:
    animals:
      targets: [https://a.example.com, https://b.example.com]
      retry: { on: [connect-failure, 503] }
      health: { passive: { failures: 1, ejection: 1s } }
      tls: { caFile: ca.pem, certFile: caller.pem, keyFile: caller.key, serverName: upstream.test }
paths:
  /animals:
    get:
      x-gateway: { upstream: animals }
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: GET, uri: "https://old.example.com/animals" }
  /unverified:
    get:
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: GET
        uri: https://secure.example.com/animals
        tlsConfig: { insecureSkipVerification: true }
    post:
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: https://secure.example.com/animals
        tlsConfig: { insecureSkipVerification: true }
  /verified:
    x-amazon-apigateway-any-method:
      x-amazon-apigateway-integration:
        { type: http_proxy, httpMethod: ANY, uri: "https://secure.example.com/animals" }
`;

const CERTIFICATES = join(import.meta.dirname, "../runtime/certificates");
const pem = (name: string) => readFileSync(join(CERTIFICATES, `${name}.pem`));

let workshop: Workshop;
let built: BuiltGateway & { readonly kind: "built" };
const asked = { plain: 0, failing: 0, mutual: 0 };
const servers: Server[] = [];

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const chain = Buffer.concat([pem("upstream.cert"), pem("authority.cert")]);
const pair = { cert: chain, key: pem("upstream.key") };
const plain = createServer((_request, response) => {
  asked.plain += 1;
  response.end("plain");
});
const failing = createServer((_request, response) => {
  asked.failing += 1;
  response.writeHead(503).end();
});
/** More than sockets and streams hold. */
const LARGE = Buffer.alloc(20_000_000, "secure ");
const secure = createSecureServer(pair, (request, response) => {
  request.resume().on("end", () => response.end(request.method === "GET" ? "secure" : LARGE));
});
const mutual = createSecureServer(
  { ...pair, ca: pem("authority.cert"), requestCert: true, rejectUnauthorized: true },
  (_request, response) => {
    asked.mutual += 1;
    response.end("mutual");
  },
);

let hosts: Record<"plain" | "failing" | "secure" | "mutual", string>;
beforeAll(async () => {
  workshop = await Workshop.open();
  const found = await buildGateway(await workshop.project(), { "openapi.yaml": DOCUMENT }, {});
  if (found.kind === "refused") throw new Error(found.errors.map(({ code }) => code).join());
  built = found;
  hosts = {
    plain: await listening(plain),
    failing: await listening(failing),
    secure: await listening(secure as unknown as Server),
    mutual: await listening(mutual as unknown as Server),
  };
});
afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections();
  await workshop.close();
});

const FILES = {
  ANIMALS_CA_FILE: join(CERTIFICATES, "authority.cert.pem"),
  ANIMALS_CERT_FILE: join(CERTIFICATES, "caller.cert.pem"),
  ANIMALS_KEY_FILE: join(CERTIFICATES, "caller.key.pem"),
};

async function started(settings: Record<string, string>): Promise<GatewayProcess> {
  return GatewayProcess.start(built.main, { ...FILES, ...settings });
}

async function answered(gateway: GatewayProcess, path: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`);
  return `${response.status} ${await response.text()}`;
}

test("the setting names the servers, and each may have TLS or not", async () => {
  const gateway = await started({
    ANIMALS_URL: `http://${hosts.failing}, http://${hosts.plain}/,https://${hosts.mutual}`,
  });
  const found = [];
  for (let i = 0; i < 9; i++) found.push(await answered(gateway, "/animals"));
  // One call failed, and was made again elsewhere; the server was not called from then on.
  expect(found.every((each) => each.startsWith("200 "))).toBe(true);
  expect(asked.failing).toBe(1);
  expect(asked.plain + asked.mutual).toBe(9);
  expect(Math.abs(asked.plain - asked.mutual)).toBeLessThan(3);
  const [, admin = ""] = /"admin":"([^"]+)"/.exec(gateway.lines.join("\n")) ?? [];
  const metrics = await (await fetch(`${admin}/metrics`)).text();
  expect(metrics).toContain(
    `gateway_upstream_calls_total{upstream="animals",target="${hosts.failing}",outcome="failure"} 1`,
  );
  expect(metrics).toContain(
    `gateway_upstream_ejections_total{upstream="animals",target="${hosts.failing}"} 1`,
  );
  await gateway.kill();
});

test("an integration's tlsConfig holds for its own calls", async () => {
  const url = `https://${hosts.secure}`;
  const gateway = await started({
    SECURE_EXAMPLE_URL: url,
    SECURE_EXAMPLE_UNVERIFIED_URL: url,
  });
  expect(await answered(gateway, "/unverified")).toBe("200 secure");
  expect(await answered(gateway, "/verified")).toMatch(/^500 .*Network error/);
  await gateway.kill();
});

test.each(["/verified", "/unverified"])(
  "large bodies pass in both directions: %s",
  async (path) => {
    const url = `https://${hosts.secure}`;
    const gateway = await started({
      SECURE_EXAMPLE_URL: url,
      SECURE_EXAMPLE_UNVERIFIED_URL: url,
      NODE_EXTRA_CA_CERTS: FILES.ANIMALS_CA_FILE,
    });
    const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
      method: "POST",
      body: LARGE.subarray(0, 10_000_000),
    });
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      // Slower than the upstream.
      if (bytes < 3_000_000) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect([response.status, bytes]).toEqual([200, LARGE.length]);
    expect(await answered(gateway, path)).toBe("200 secure");
    await gateway.kill();
  },
);

test.each([
  [{ ANIMALS_URL: "http://a.test,b.test" }, "ANIMALS_URL must be an http or https URL"],
  [{ ANIMALS_URL: "http://a.test,," }, "ANIMALS_URL must be an http or https URL"],
  [{ ANIMALS_URL: Array(65).fill("http://a.test").join() }, "ANIMALS_URL must be at most 64 URLs"],
  [{ ANIMALS_CA_FILE: "nowhere.pem" }, "nowhere.pem"],
])("a gateway does not start with %j", async (settings, why) => {
  const start = started(settings as unknown as Record<string, string>);
  await expect(start).rejects.toThrow(NotStarted);
  await expect(start).rejects.toThrow(why);
});
