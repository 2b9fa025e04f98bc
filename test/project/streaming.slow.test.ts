import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGateway, Workshop } from "../harness/build-gateway.js";
import { GatewayProcess } from "../harness/gateway-process.js";

const STREAMS = 500;
const SIZE = 10 * 1_048_576;
const PIECE = Buffer.alloc(65_536, "x");
/** Bytes that a client reads in a millisecond: far less than the gateway could send. */
const PACE = 200;
/** Bytes of the gateway's memory that a stream may take. */
const EACH = 200 * 1024;

const DOCUMENT = `
openapi: 3.1.0
info: { title: Files, version: "1" }
servers: [{ url: https://files.example.com }]
x-gateway: { upstreams: { upstream: { pool: { connections: ${STREAMS}, connectTimeout: 30s, bodyTimeout: 60s } } } }
paths:
  /files/{name}:
    get: { parameters: [{ name: name, in: path, required: true, schema: { type: string } }] }
`;

const connections = new Set<Socket>();
// Connections that wait are kept, so that none is closed as it is used again.
const upstream = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  if (request.url?.endsWith("small") === true) response.end("small");
  else send(response);
}).on("connection", (socket: Socket) => {
  connections.add(socket);
  socket.on("close", () => connections.delete(socket));
});

function send(response: ServerResponse): void {
  response.writeHead(200, { "Content-Length": SIZE });
  let left = SIZE;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= PIECE.length;
      if (!response.write(PIECE)) return;
    }
    response.off("drain", more).end();
  };
  response.on("drain", more);
  more();
}

let workshop: Workshop;
let gateway: GatewayProcess;
beforeAll(async () => {
  await once(upstream.listen(0, "127.0.0.1"), "listening");
  workshop = await Workshop.open();
  const built = await buildGateway(await workshop.project(), { "openapi.yaml": DOCUMENT }, {});
  if (built.kind === "refused") throw new Error(built.errors.map(({ code }) => code).join());
  gateway = await GatewayProcess.start(built.main, {
    UPSTREAM_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  await gateway.kill();
  await workshop.close();
  upstream.close();
});

/** Asks for a file, and reads it slowly; answers how many bytes came. */
async function download(name: string, opened: (socket: Socket) => void): Promise<number> {
  const socket = connect({ port: gateway.port, host: "127.0.0.1" });
  opened(socket);
  socket.on("error", () => {});
  socket.write(`GET /files/${name} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n`);
  let bytes = 0;
  socket.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    socket.pause();
    setTimeout(() => socket.resume(), chunk.length / PACE);
  });
  await once(socket, "close");
  return bytes;
}

/** Bytes of memory that the gateway's process has. */
async function memory(): Promise<number> {
  const [, admin = ""] = /"admin":"([^"]+)"/.exec(gateway.lines.join("\n")) ?? [];
  const text = await (await fetch(`${admin}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}

test(`${STREAMS} downloads that are read slowly take little memory, and end whole`, async () => {
  // As it is when it has been at work for a while.
  for (let i = 0; i < 10; i++) {
    await Promise.all(Array.from({ length: STREAMS }, () => download("small", () => {})));
  }
  const idle = await memory();
  const samples = [idle];
  const watch = setInterval(() => void memory().then((bytes) => samples.push(bytes)), 250);
  const all = Array.from({ length: STREAMS }, () => download("large", () => {}));
  const received = await Promise.all(all);
  clearInterval(watch);
  const peak = Math.max(...samples);
  const each = (peak - idle) / STREAMS;
  console.log(
    `idle ${Math.round(idle / 1024)} KB, peak ${Math.round(peak / 1024)} KB: ${Math.round(each / 1024)} KB a stream`,
  );
  expect(Math.min(...received)).toBeGreaterThan(SIZE);
  expect(samples.length).toBeGreaterThan(10);
  expect(each).toBeLessThan(EACH);
}, 300_000);

test("clients that go away within their downloads leave no connection behind", async () => {
  const sockets: Socket[] = [];
  const all = Array.from({ length: STREAMS }, () =>
    download("large", (socket) => sockets.push(socket)),
  );
  await expect
    .poll(() => sockets.filter(({ bytesRead }) => bytesRead > PIECE.length).length, {
      timeout: 60_000,
    })
    .toBe(STREAMS);
  for (const socket of sockets) socket.destroy();
  await Promise.all(all);
  await expect.poll(() => connections.size, { timeout: 10_000 }).toBe(0);
});
