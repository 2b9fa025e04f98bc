import { once } from "node:events";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backend, namedRoute, proxyRoute } from "./support/proxy-routes.js";
import { RawClient, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { heardValues, onlyHeard, startStubUpstream } from "./support/stub-upstream.js";

const certificate = (name: string) => new URL(`certificates/${name}.pem`, import.meta.url);

let folder: string;
let upstream: StubUpstream;
let files: { readonly TLS_CERT_FILE: string; readonly TLS_KEY_FILE: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gateway-tls-"));
  files = { TLS_CERT_FILE: join(folder, "cert.pem"), TLS_KEY_FILE: join(folder, "key.pem") };
  await usePair("one");
  upstream = await startStubUpstream();
});
afterAll(async () => {
  await upstream.stop();
  await rm(folder, { recursive: true });
});

async function usePair(name: "one" | "two"): Promise<void> {
  await copyFile(certificate(`${name}.cert`), files.TLS_CERT_FILE);
  await copyFile(certificate(`${name}.key`), files.TLS_KEY_FILE);
}

function start(): Promise<TestGateway> {
  return startGateway({
    routes: [namedRoute("GET", "/here"), proxyRoute("GET", "/there")],
    upstreams: [[backend, upstream.url]],
    environment: { ...files, DRAIN_TIMEOUT: "10" },
  });
}

async function connectSecurely(gateway: TestGateway, options = {}): Promise<TLSSocket> {
  const socket = connectTls({
    port: gateway.port,
    host: "127.0.0.1",
    // Self-signed, and made for another name: only what it shows matters here.
    rejectUnauthorized: false,
    ...options,
  });
  await once(socket, "secureConnect");
  return socket;
}

async function commonName(gateway: TestGateway): Promise<string> {
  const socket = await connectSecurely(gateway);
  const { subject } = socket.getPeerCertificate();
  socket.destroy();
  return String(subject.CN);
}

test("speaks HTTP/1.1 over TLS 1.2 and later, and says so upstream", async () => {
  const gateway = await start();
  expect(gateway.url).toMatch(/^https:/);
  const socket = await connectSecurely(gateway, { ALPNProtocols: ["h2", "http/1.1"] });
  expect(socket.alpnProtocol).toBe("http/1.1");
  const client = new RawClient(socket);
  client.send(head("GET /there"));
  expect((await client.response())?.status).toBe(200);
  expect(heardValues(onlyHeard(upstream), "X-Forwarded-Proto")).toEqual(["https"]);
  client.destroy();
  await expect(
    connectSecurely(gateway, { minVersion: "TLSv1.1", maxVersion: "TLSv1.1" }),
  ).rejects.toThrow();
  await gateway.stop();
});

test("plain HTTP on a TLS port is not answered as a request", async () => {
  const gateway = await start();
  await expect(fetch(`http://127.0.0.1:${gateway.port}/here`)).rejects.toThrow();
  await gateway.stop();
});

test("changed files are taken over; a pair that does not fit is not", async () => {
  const gateway = await start();
  expect(await commonName(gateway)).toBe("gateway-one.test");
  const open = new RawClient(await connectSecurely(gateway));

  await usePair("two");
  await expect.poll(() => commonName(gateway), { timeout: 10_000 }).toBe("gateway-two.test");

  await copyFile(certificate("one.key"), files.TLS_KEY_FILE);
  await writeFile(files.TLS_CERT_FILE, "not a certificate");
  // Two polls of the files later.
  await new Promise((resolve) => {
    setTimeout(resolve, 2500);
  });
  expect(await commonName(gateway)).toBe("gateway-two.test");

  await usePair("one");
  await expect.poll(() => commonName(gateway), { timeout: 10_000 }).toBe("gateway-one.test");
  open.send(head("GET /here"));
  expect((await open.response())?.status).toBe(200);
  open.destroy();
  await gateway.stop();
});

test("files that are not there keep the gateway from starting", async () => {
  const environment = { TLS_CERT_FILE: join(folder, "none"), TLS_KEY_FILE: join(folder, "none") };
  await expect(startGateway({ routes: [], environment })).rejects.toThrow("ENOENT");
});

test("what is under way when the gateway stops is finished, over TLS too", async () => {
  const gateway = await start();
  upstream.forget();
  let answer = () => {};
  upstream.answer((_request, response) => {
    answer = () => response.end("late");
  });
  const client = new RawClient(await connectSecurely(gateway));
  client.send(head("GET /there"));
  await expect.poll(() => upstream.begun).toBe(1);
  const stopped = gateway.stop();
  // Longer than connections are kept that have not sent a byte.
  await new Promise((resolve) => {
    setTimeout(resolve, 1300);
  });
  answer();
  expect((await client.response())?.body.toString()).toBe("late");
  await stopped;
});
