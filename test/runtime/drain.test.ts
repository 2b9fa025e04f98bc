import { Server } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { backend, namedRoute, proxyRoute } from "./support/proxy-routes.js";
import { connect, head } from "./support/raw-client.js";
import { valuesOf } from "./support/raw-response.js";
import { startGateway } from "./support/start-gateway.js";
import type { StubUpstream } from "./support/stub-upstream.js";
import { startStubUpstream } from "./support/stub-upstream.js";

let upstream: StubUpstream;
beforeEach(async () => {
  upstream = await startStubUpstream();
});
afterEach(() => upstream.stop());

function start(environment: Readonly<Record<string, string>>) {
  return startGateway({
    routes: [namedRoute("GET", "/here"), proxyRoute("ANY", "/there")],
    upstreams: [[backend, upstream.url]],
    environment,
  });
}

async function readiness(adminUrl: string): Promise<number> {
  return (await fetch(`${adminUrl}/readyz`)).status;
}

test("first it is not ready, but still takes connections, each for one answer", async () => {
  const gateway = await start({ DRAIN_DELAY: "0.5" });
  const idle = await connect(gateway.port);
  idle.send(head("GET /here"));
  const before = await idle.response();
  const stopped = gateway.stop();

  expect(await readiness(gateway.adminUrl)).toBe(503);
  expect((await fetch(`${gateway.adminUrl}/livez`)).status).toBe(200);
  const fresh = await connect(gateway.port);
  for (const client of [fresh, idle]) {
    client.send(head("GET /here"));
    const response = await client.response();
    if (response === undefined || before === undefined) throw new Error("no response");
    expect(response.status).toBe(200);
    expect(valuesOf(before, "Connection")).toEqual(["keep-alive"]);
    expect(valuesOf(response, "Connection")).toEqual(["close"]);
    expect(await client.closed()).toBe("");
  }
  await stopped;
});

test("then it refuses connections, closes idle ones, and finishes what was begun", async () => {
  let answer = () => {};
  upstream.answer((_request, response) => {
    answer = () => response.end("late");
  });
  const gateway = await start({ DRAIN_TIMEOUT: "20" });
  const idle = await connect(gateway.port);
  idle.send(head("GET /here"));
  await idle.response();
  const busy = await connect(gateway.port);
  busy.send(head("GET /there"));
  await expect.poll(() => upstream.begun).toBe(1);
  let settled = false;
  const stopped = gateway.stop().then(() => (settled = true));

  expect(await idle.closed()).toBe("");
  await expect(connect(gateway.port)).rejects.toThrow("ECONNREFUSED");
  expect(await readiness(gateway.adminUrl)).toBe(503);
  expect(settled).toBe(false);
  answer();
  const response = await busy.response();
  expect(response?.body.toString()).toBe("late");
  expect(response && valuesOf(response, "Connection")).toEqual(["close"]);
  await stopped;
  await expect(readiness(gateway.adminUrl)).rejects.toThrow();
});

test("a request whose body is on its way is finished", async () => {
  const gateway = await start({ DRAIN_TIMEOUT: "20" });
  const client = await connect(gateway.port);
  client.send(`${head("POST /there", "Content-Length: 4")}b`);
  await expect.poll(() => upstream.begun).toBe(1);
  const stopped = gateway.stop();
  client.send("ody");
  expect((await client.response())?.status).toBe(200);
  await stopped;
  expect(upstream.heard[0]?.body.toString()).toBe("body");
});

test("an answer that streams is finished", async () => {
  let end = () => {};
  upstream.answer((_request, response) => {
    response.write("be");
    end = () => response.end("gun");
  });
  const gateway = await start({ DRAIN_TIMEOUT: "20" });
  const client = await connect(gateway.port);
  const begun = new Promise<void>((resolve) => {
    client.socket.once("data", () => resolve());
  });
  client.send(head("GET /there"));
  await begun;
  const stopped = gateway.stop();
  await expect.poll(() => readiness(gateway.adminUrl)).toBe(503);
  end();
  expect(await client.response()).toMatchObject({ complete: true, body: Buffer.from("begun") });
  await stopped;
});

test("what takes longer than the timeout is cut off", async () => {
  upstream.answer(() => {});
  const gateway = await start({ DRAIN_TIMEOUT: "0.2" });
  const client = await connect(gateway.port);
  client.send(head("GET /there"));
  await expect.poll(() => upstream.begun).toBe(1);
  await gateway.stop();
  expect(await client.response()).toBeUndefined();
});

test("connections that never say a word do not hold it up", async () => {
  const gateway = await start({ DRAIN_TIMEOUT: "60" });
  const clients = await Promise.all(Array.from({ length: 20 }, () => connect(gateway.port)));
  await gateway.stop();
  for (const client of clients) expect(await client.closed()).toBe("");
});

test("a connection that was made in time may send its request a moment later", async () => {
  const gateway = await start({ DRAIN_TIMEOUT: "60" });
  const client = await connect(gateway.port);
  const stopped = gateway.stop();
  await expect.poll(() => isOpen(gateway.port)).toBe(false);
  client.send(head("GET /here"));
  expect((await client.response())?.status).toBe(200);
  await stopped;
});

test("a request on a kept connection that lies unread when the listener closes is answered", async () => {
  const gateway = await start({ DRAIN_TIMEOUT: "60" });
  const client = await connect(gateway.port);
  client.send(head("GET /here"));
  await client.response();
  const close = vi.spyOn(Server.prototype, "close").mockImplementationOnce(function (this: Server) {
    close.mockRestore();
    // Written at once, while the gateway's event loop stands still.
    client.send(head("GET /here"));
    return Server.prototype.close.call(this);
  });
  const stopped = gateway.stop();
  expect((await client.response())?.status).toBe(200);
  await stopped;
});

test("stopping twice is stopping once", async () => {
  const gateway = await start({});
  await Promise.all([gateway.stop(), gateway.stop()]);
  await gateway.stop();
});

function isOpen(port: number): Promise<boolean> {
  return connect(port).then(
    (client) => {
      client.destroy();
      return true;
    },
    () => false,
  );
}
