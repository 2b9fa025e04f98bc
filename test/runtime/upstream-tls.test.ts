import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SecureContextOptions, TLSSocket } from "node:tls";
import { afterAll, afterEach, expect, test } from "vitest";
import type { UpstreamFiles, UpstreamTls } from "../../templates/runtime/upstream.js";
import { defineUpstream } from "../../templates/runtime/upstream.js";
import { unverifiedTls } from "../../templates/runtime/unverified-tls.js";
import { upstreamTls } from "../../templates/runtime/upstream-tls.js";
import { proxyRoute } from "./support/proxy-routes.js";
import { exchange, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { portOf, startGateway } from "./support/start-gateway.js";

/** Machines may be slow. */
const eventually: typeof expect.poll = (read) => expect.poll(read, { timeout: 10_000 });

const pathOf = (name: string) => new URL(`certificates/${name}.pem`, import.meta.url).pathname;
const read = (name: string) => readFileSync(pathOf(name));
const caFile = pathOf("authority.cert");
const caller = { certFile: pathOf("caller.cert"), keyFile: pathOf("caller.key") };
const folder = mkdtempSync(join(tmpdir(), "gateway-upstream-tls-"));

const running: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Whom the server was asked for, and who asked. */
interface Seen {
  readonly port: number;
  name: string | false | undefined;
  caller: string | undefined;
}

async function secureServer(
  name: string,
  options: SecureContextOptions & object = {},
): Promise<Seen> {
  const answer = (request: IncomingMessage, response: { end(text: string): void }) => {
    const socket = request.socket as TLSSocket & { readonly servername?: string | false };
    seen.name = socket.servername;
    seen.caller = String(socket.getPeerCertificate().subject?.CN);
    response.end("ok");
  };
  const pair = { cert: read(`${name}.cert`), key: read(`${name}.key`) };
  const server = createServer({ ...pair, ...options }, answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  running.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const seen: Seen = { port: portOf(server), name: undefined, caller: undefined };
  return seen;
}

async function gatewayTo(
  { port }: Seen,
  tls: UpstreamTls | undefined,
  files: UpstreamFiles = {},
  host = "127.0.0.1",
): Promise<TestGateway> {
  const upstream = defineUpstream("secure", tls && { tls });
  const gateway = await startGateway({
    routes: [proxyRoute("GET", "/here", { proxy: { upstream } })],
    upstreams: [[upstream, `https://${host}:${port}`, files]],
  });
  running.unshift(() => gateway.stop());
  return gateway;
}

async function answered(gateway: TestGateway): Promise<string> {
  const response = await exchange(gateway.port, head("GET /here"));
  return `${response?.status} ${String(response?.body)}`;
}

const REFUSED = '500 {"message":"Network error communicating with endpoint"}';
const chain = () => Buffer.concat([read("upstream.cert"), read("authority.cert")]);

test("an authority that nobody knows is refused, unless the upstream names it", async () => {
  const server = await secureServer("upstream");
  expect(await answered(await gatewayTo(server, undefined))).toBe(REFUSED);
  expect(await answered(await gatewayTo(server, upstreamTls(), { caFile }))).toBe("200 ok");
});

test("what an authority of one's own signed must still be for the name, and within its dates", async () => {
  const server = await secureServer("upstream");
  const other = await gatewayTo(server, upstreamTls(), { caFile }, "localhost");
  expect(await answered(other)).toBe(REFUSED);
  const expired = await secureServer("expired");
  expect(await answered(await gatewayTo(expired, upstreamTls(), { caFile }))).toBe(REFUSED);
});

test("a name of its own is asked for, and is what the certificate must be for", async () => {
  const server = await secureServer("upstream");
  const named = (serverName: string) =>
    gatewayTo(server, upstreamTls({ serverName }), { caFile }, "localhost");
  expect(await answered(await named("upstream.test"))).toBe("200 ok");
  expect(server.name).toBe("upstream.test");
  expect(await answered(await named("other.test"))).toBe(REFUSED);
});

test("a server that asks who calls is shown the certificate", async () => {
  const mutual = { requestCert: true, rejectUnauthorized: true, ca: read("authority.cert") };
  const server = await secureServer("upstream", mutual);
  expect(await answered(await gatewayTo(server, upstreamTls(), { caFile }))).toBe(REFUSED);
  const known = await gatewayTo(server, upstreamTls(), { caFile, ...caller });
  expect(await answered(known)).toBe("200 ok");
  expect(server.caller).toBe("caller.test");
});

test("files that change are taken over by the next connection", async () => {
  const files = { caFile: join(folder, "ca.pem") };
  copyFileSync(pathOf("one.cert"), files.caFile);
  const server = await secureServer("upstream");
  const gateway = await gatewayTo(server, upstreamTls(), files);
  expect(await answered(gateway)).toBe(REFUSED);
  copyFileSync(caFile, files.caFile);
  await eventually(() => answered(gateway)).toBe("200 ok");
});

test.each<UpstreamFiles>([
  { caFile: "none.pem" },
  { certFile: caller.certFile, keyFile: pathOf("upstream.key") },
])("files that cannot be used keep the gateway from starting: %o", async (files) => {
  const server = await secureServer("upstream");
  await expect(gatewayTo(server, upstreamTls(), files)).rejects.toThrow();
});

test("without verification, an unknown root is taken, and so is a certificate that is its own", async () => {
  const server = await secureServer("upstream", { cert: chain() });
  expect(await answered(await gatewayTo(server, unverifiedTls()))).toBe("200 ok");
  const other = await gatewayTo(
    server,
    unverifiedTls({ serverName: "upstream.test" }),
    {},
    "localhost",
  );
  expect(await answered(other)).toBe("200 ok");
  expect(server.name).toBe("upstream.test");
  const self = await secureServer("alone");
  expect(await answered(await gatewayTo(self, unverifiedTls()))).toBe("200 ok");
});

test("without verification, name, dates and the presence of a root still count", async () => {
  const server = await secureServer("upstream", { cert: chain() });
  expect(await answered(await gatewayTo(server, unverifiedTls(), {}, "localhost"))).toBe(REFUSED);
  const wrong = unverifiedTls({ serverName: "other.test" });
  expect(await answered(await gatewayTo(server, wrong))).toBe(REFUSED);
  const cert = Buffer.concat([read("expired.cert"), read("authority.cert")]);
  const expired = await secureServer("expired", { cert });
  expect(await answered(await gatewayTo(expired, unverifiedTls()))).toBe(REFUSED);
  const rootless = await secureServer("upstream");
  expect(await answered(await gatewayTo(rootless, unverifiedTls()))).toBe(REFUSED);
});

test("without verification, a known authority's certificate must be for the name all the same", async () => {
  const server = await secureServer("upstream");
  const gateway = await gatewayTo(server, unverifiedTls(), { caFile }, "localhost");
  expect(await answered(gateway)).toBe(REFUSED);
  expect(await answered(await gatewayTo(server, unverifiedTls(), { caFile }))).toBe("200 ok");
});
