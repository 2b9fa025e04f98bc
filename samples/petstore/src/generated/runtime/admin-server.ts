import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import type { Registry } from "prom-client";

/** What `/metrics` tells. */
export type Metrics = Pick<Registry, "contentType" | "metrics">;

/**
 * Answers operators on a port of its own: `/livez` while the process runs, `/readyz` while it takes
 * traffic (503 until then, and from the moment it is told to stop), `/metrics` for Prometheus.
 */
export function createAdminServer(
  readiness: () => "ready" | "starting" | "draining",
  metrics: Metrics,
): Server {
  return createServer((request, response) => {
    switch (request.url) {
      case "/livez":
        return send(response, 200, "ok");
      case "/readyz":
        return readiness() === "ready"
          ? send(response, 200, "ok")
          : send(response, 503, readiness());
      case "/metrics":
        void sendMetrics(response, metrics);
        return;
      default:
        return send(response, 404, "not found");
    }
  });
}

async function sendMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
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
