import { afterAll, beforeAll, expect, test } from "vitest";
import { backend, filesRoute } from "./support/proxy-routes.js";
import { connect, head } from "./support/raw-client.js";
import type { TestGateway } from "./support/start-gateway.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

const MEGABYTE = Buffer.alloc(1_048_576, "x");
/** More than fits into the kernel's buffers of four sockets on any machine. */
const HUGE = 128;
/** What kernel and streams may hold of it: far less than the whole. */
const HELD = 48 * MEGABYTE.length;

let upstream: StubUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startStubUpstream();
  gateway = await startGateway({
    routes: [filesRoute()],
    upstreams: [[backend, upstream.url]],
    // Kernels hold more than the 10 MB that gateways take otherwise.
    limits: { bodyBytes: HUGE * MEGABYTE.length },
  });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});

/** Waits until a number has not changed for a while. */
async function settled(read: () => number): Promise<number> {
  for (let last = -1; last !== read();) {
    last = read();
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return read();
}

test("a client that does not read stops the upstream; once it reads, it gets all", async () => {
  let sent = 0;
  upstream.answer((_request, response) => {
    const more = () => {
      while (sent < HUGE * MEGABYTE.length) {
        sent += MEGABYTE.length;
        if (!response.write(MEGABYTE)) return;
      }
      response.off("drain", more).end();
    };
    response.on("drain", more);
    more();
  });
  const client = await connect(gateway.port);
  client.socket.pause();
  client.socket.removeAllListeners("data");
  client.send(head("GET /files/huge", "Connection: close"));
  await expect.poll(() => sent).toBeGreaterThan(0);
  expect(await settled(() => sent)).toBeLessThan(HELD);

  let received = 0;
  client.socket.on("data", (chunk) => (received += chunk.length));
  client.socket.resume();
  await client.closed();
  expect(received).toBeGreaterThanOrEqual(HUGE * MEGABYTE.length);
});

test.each([`Content-Length: ${HUGE * MEGABYTE.length}`, "Transfer-Encoding: chunked"])(
  "an upstream that does not read stops the client: %s",
  async (framing) => {
    let resume = () => {};
    upstream.answer((request, response) => {
      request.pause();
      request.removeAllListeners("data");
      resume = () => {
        request.resume().on("end", () => response.end("done"));
      };
    });
    const client = await connect(gateway.port);
    client.send(head("POST /files/a", framing));
    const chunked = framing.startsWith("T");
    for (let i = 0; i < HUGE; i += 1) {
      if (chunked) client.send("100000\r\n");
      client.send(MEGABYTE);
      if (chunked) client.send("\r\n");
    }
    if (chunked) client.send("0\r\n\r\n");
    const { socket } = client;
    const unsent = await settled(() => socket.writableLength);
    expect(HUGE * MEGABYTE.length - unsent).toBeLessThan(HELD);
    resume();
    expect((await client.response())?.body.toString()).toBe("done");
    client.destroy();
  },
);
