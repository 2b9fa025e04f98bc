import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdminServer } from "./admin-server.js";
import { drain, trackSockets } from "./drain.js";
import type { Gateway } from "./gateway.js";
import { createGatewayServer } from "./listen.js";
import type { ServerSettings } from "./server-settings.js";

/** A gateway that listens. */
export interface RunningGateway {
  readonly url: string;
  readonly adminUrl: string;
  /** Drains and stops; settles when everything is closed. */
  stop(): Promise<void>;
}

/** Listens with a gateway, and with its admin server beside it. */
export async function serve(gateway: Gateway, settings: ServerSettings): Promise<RunningGateway> {
  const { logger, metrics } = gateway;
  await gateway.open();
  const server = createGatewayServer(gateway, settings, logger);
  const sockets = trackSockets(server);
  const admin = createAdminServer(() => !gateway.draining, metrics);
  await listen(admin, settings.adminPort, settings.adminHost);
  try {
    await listen(server, settings.port, settings.host);
  } catch (error) {
    admin.close();
    throw error;
  }
  const scheme = settings.tls === undefined ? "http" : "https";
  const running = {
    url: urlOf(scheme, server.address()),
    adminUrl: urlOf("http", admin.address()),
    async stop() {
      gateway.draining = true;
      const cut = await drain(server, sockets, settings);
      if (cut > 0) logger.warn({ connections: cut }, "cut off at the drain timeout");
      admin.close();
      admin.closeAllConnections();
      await gateway.close();
      logger.info("stopped");
      logger.flush();
    },
  };
  logger.info({ url: running.url, admin: running.adminUrl }, "listening");
  return running;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function urlOf(scheme: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") return String(address);
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `${scheme}://${host}:${address.port}`;
}
