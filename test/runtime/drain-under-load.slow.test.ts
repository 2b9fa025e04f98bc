import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { namedRoute } from "./support/proxy-routes.js";
import { startGateway } from "./support/start-gateway.js";

/** What the clients saw of one drain. */
interface LoadReport {
  readonly answered: number;
  /** Ports of connections on which a request was written that got no whole answer. */
  readonly lost: readonly number[];
}

const DRAINS = 100;

let clients: ChildProcess;
beforeAll(() => {
  clients = fork(fileURLToPath(new URL("support/drain-load.mjs", import.meta.url)));
});
afterAll(() => {
  clients.disconnect();
});

/** One gateway, drained while clients send without a pause. */
async function drainOnce(): Promise<LoadReport & { readonly accepted: ReadonlySet<number> }> {
  const accepted = new Set<number>();
  const note = (message: unknown) => {
    accepted.add((message as { readonly socket: Socket }).socket.remotePort ?? 0);
  };
  subscribe("net.server.socket", note);
  const gateway = await startGateway({
    routes: [namedRoute("GET", "/here")],
    environment: { DRAIN_DELAY: "0.05", DRAIN_TIMEOUT: "10" },
  });
  const reported = once(clients, "message") as Promise<[LoadReport]>;
  clients.send({ port: gateway.port, fresh: 4, kept: 4 });
  await wait(20);
  await gateway.stop();
  const [report] = await reported;
  unsubscribe("net.server.socket", note);
  return { ...report, accepted };
}

/*
 * A connection that the gateway never accepted can still be lost: what the kernel completed in the
 * microseconds between the gateway's last look at the listener and its closing is reset, and no
 * process can prevent that. It hits less than one drain in hundreds under this load (a load balancer
 * that saw /readyz would have stopped sending long before); without the look it hits most.
 */
test(
  `${DRAINS} drains in a row lose nothing that was accepted, while clients do not let up`,
  { timeout: 120_000 },
  async () => {
    let answered = 0;
    let drainsWithResets = 0;
    for (let i = 0; i < DRAINS; i += 1) {
      const report = await drainOnce();
      answered += report.answered;
      expect(report.lost.filter((port) => report.accepted.has(port))).toEqual([]);
      if (report.lost.length > 0) drainsWithResets += 1;
    }
    expect(answered).toBeGreaterThan(DRAINS * 20);
    expect(drainsWithResets).toBeLessThanOrEqual(DRAINS / 20);
  },
);
