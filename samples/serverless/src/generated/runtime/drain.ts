import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import { Server as NetServer } from "node:net";
import type { Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";

/** How long each part of a drain may take, in milliseconds. */
export interface DrainTimes {
  readonly drainDelayMs: number;
  readonly drainTimeoutMs: number;
}

/** A connection that has not sent a byte may be just before its first: it gets this long. */
const FIRST_BYTE_MS = 1000;

/** How long the moment is awaited at which no connection waits to be accepted. */
const QUIET_WITHIN_MS = 2000;

/**
 * Stops a server so that no request is lost whose first byte arrived before the listener closed:
 * goes on accepting for the delay (every answer then ends its connection), stops listening, lets
 * what was begun finish, and cuts off what is left at the timeout.
 *
 * `http.Server.close()` is not used: it closes idle connections first, and one whose request lies
 * unread in the kernel counts as idle. Here the listener closes when no connection waits for it,
 * then two turns of the event loop read what came before, then idle connections close.
 * @returns how many connections were cut off
 */
export async function drain(
  server: HttpServer,
  sockets: ReadonlySet<Socket>,
  times: DrainTimes,
): Promise<number> {
  await wait(times.drainDelayMs);
  const closed = once(server, "close");
  await stopListening(server);
  await nextTurn();
  await nextTurn();
  server.closeIdleConnections();

  const silent = setTimeout(() => destroySilent(sockets), FIRST_BYTE_MS);
  // Connections that became idle without `Connection: close` having been sent in time.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  let cut = 0;
  const force = setTimeout(() => {
    cut = sockets.size;
    server.closeAllConnections();
  }, times.drainTimeoutMs);
  await closed;
  for (const timer of [silent, sweep, force]) clearTimeout(timer);
  return cut;
}

/**
 * Stops listening, at the end of a turn of the event loop that accepted nothing: connections that
 * the kernel holds for a listener are reset when it closes, and Node accepts only one a turn, so
 * that under load there are dozens. What comes within that turn is lost; so it must be as short as
 * turns get, and a little less so the longer none was.
 */
async function stopListening(server: NetServer): Promise<void> {
  let accepted = true;
  server.on("connection", () => {
    accepted = true;
  });
  const start = performance.now();
  for (let began = 0, now = start; now - start < QUIET_WITHIN_MS; now = performance.now()) {
    if (!accepted && now - began < 0.015 + (now - start) / 10_000) break;
    began = now;
    accepted = false;
    await nextTurn();
  }
  NetServer.prototype.close.call(server);
}

/** Follows a server's open connections. */
export function trackSockets(server: NetServer): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  return sockets;
}

function destroySilent(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) {
    if (socket.bytesRead === 0) socket.destroy();
  }
}
