import type { Server } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Gateway } from "../../templates/runtime/gateway.js";

/** How often what drains is looked at, in milliseconds. */
const LOOKED_AT_EVERY = 20;

/** A connection that never sent a byte is not waited for. */
const SILENT_MS = 500;

/** Serves connections that another process accepts. */
export class ConnectionServer {
  readonly #gateway: Gateway;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(gateway: Gateway, server: Server) {
    this.#gateway = gateway;
    this.#server = server;
    server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
  }

  take(socket: Socket): void {
    socket.setNoDelay(true);
    this.#server.emit("connection", socket);
  }

  /** Settles when all that was begun is answered, or the time is up. */
  async drain(timeoutMs: number): Promise<void> {
    this.#gateway.draining = true;
    const started = performance.now();
    for (let waited = 0; this.#sockets.size > 0 && waited < timeoutMs;) {
      this.#closeIdle(waited);
      await wait(LOOKED_AT_EVERY);
      waited = performance.now() - started;
    }
    for (const socket of this.#sockets) socket.destroy();
    await this.#gateway.close();
  }

  #closeIdle(waitedMs: number): void {
    this.#server.closeIdleConnections();
    if (waitedMs < SILENT_MS) return;
    for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy();
  }
}
