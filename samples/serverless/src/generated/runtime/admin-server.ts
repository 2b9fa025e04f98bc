import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import type { Registry } from "prom-client";

/**
 * Answers operators on a port of its own: `/livez` while the process runs, `/readyz` while it takes
 * traffic (503 from the moment it is told to stop), `/metrics` for Prometheus.
 */
export function createAdminServer(isReady: () => boolean, metrics: Registry): Server {
  return createServer((request, response) => {
    switch (request.url) {
      case "/livez":
        return send(response, 200, "ok");
      case "/readyz":
        return isReady() ? send(response, 200, "ok") : send(response, 503, "draining");
      case "/metrics":
        void sendMetrics(response, metrics);
        return;
      default:
        return send(response, 404, "not found");
    }
  });
}

async function sendMetrics(response: ServerResponse, metrics: Registry): Promise<void> {
  try {
    send(response, 200, await metrics.metrics(), metrics.contentType);
  } catch {
    send(response, 500, "metrics failed");
  }
}

function send(response: ServerResponse, status: number, text: string, type = "text/plain"): void {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(`${text}\n`);
}
