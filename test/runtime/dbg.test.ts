import { expect, test } from "vitest";
import { backend, filesRoute } from "/tmp/wt/upstreams/test/runtime/support/proxy-routes.js";
import { connect, head } from "/tmp/wt/upstreams/test/runtime/support/raw-client.js";
import { startRawUpstream } from "/tmp/wt/upstreams/test/runtime/support/raw-upstream.js";
import { startGateway } from "/tmp/wt/upstreams/test/runtime/support/start-gateway.js";
test.each([[1000,false]])("%i paused %s", async (size, pause) => {
  const raw = await startRawUpstream();
  const slow = await startGateway({ routes: [filesRoute()], upstreams: [[backend, raw.url]] });
  raw.answer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n${"x".repeat(size)}`);
  });
  const client = await connect(slow.port);
  if (pause) client.socket.once("data", () => client.socket.pause());
  client.send(head("GET /files/a"));
  await expect.poll(() => client.socket.bytesRead).toBeGreaterThan(0);
  await new Promise((r) => setTimeout(r, 100));
  console.log(size, pause, "open", raw.open, client.socket.bytesRead);
  const t = Date.now();
  client.destroy();
  for (let i = 0; i < 60 && raw.open > 0; i++) await new Promise((r) => setTimeout(r, 50));
  console.log(size, pause, "after", raw.open, Date.now() - t);
  await slow.stop(); await raw.stop();
});
