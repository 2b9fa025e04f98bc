import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdminServer } from "./admin-server.js";
import { drain, trackSockets } from "./drain.js";
import type { Gateway } from "./gateway.js";
import { createGatewayServer } from "./listen.js";
import type { ServerSettings } from "./server-settings.js";

/** A gateway that clients can reach. */
export interface ServedGateway {
  readonly url: string;
  /** Drains and stops; settles when everything is closed. */
  stop(): Promise<void>;
}

/** A gateway that listens, for operators too. */
export interface RunningGateway extends ServedGateway {
  readonly adminUrl: string;
  /** Where others than signals decide when it is to stop: has `stop` called then. */
  onStop?(stop: () => void): void;
}

/** Listens with a gateway, and with its admin server beside it. */
export async function serve(gateway: Gateway, settings: ServerSettings): Promise<RunningGateway> {
  const { logger, metrics } = gateway;
  const admin = createAdminServer(() => (gateway.draining ? "draining" : "ready"), metrics);
  let adminUrl = "";
  const { url, stop } = await serveClients(gateway, settings, async () => {
    adminUrl = await listen(admin, settings.adminPort, settings.adminHost);
  }).catch((error: unknown) => {
    admin.close();
    throw error;
  });
  logger.info({ url, admin: adminUrl }, "listening");
  return {
    url,
    adminUrl,
    async stop() {
      await stop();
      admin.close();
      admin.closeAllConnections();
      logger.info("stopped");
      logger.flush();
    },
  };
}

/**
 * Listens with a gateway for clients alone.
 * @param beforehand what happens when it could listen, but does not yet
 */
export async function serveClients(
  gateway: Gateway,
  settings: ServerSettings,
  beforehand?: () => Promise<void>,
): Promise<ServedGateway> {
  const { logger } = gateway;
  await gateway.open();
  const server = createGatewayServer(gateway, settings, logger);
  const sockets = trackSockets(server);
  await beforehand?.();
  const address = await listen(server, settings.port, settings.host);
  return {
    url: settings.tls === undefined ? address : address.replace(/^http:/, "https:"),
    async stop() {
      gateway.draining = true;
      const cut = await drain(server, sockets, settings);
      if (cut > 0) logger.warn({ connections: cut }, "cut off at the drain timeout");
      await gateway.close();
    },
  };
}

/** Settles with the URL at which the server listens. */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(urlOf(server.address()));
    });
  });
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") return String(address);
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
