import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import type { Observer } from "./observe.js";

const LABELS = ["route", "method", "status", "canary"] as const;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A registry with the process's own metrics, for `GET /metrics` of the admin server. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Counts requests and times them, by route and status. Unmatched requests share one label. */
export function requestMetrics(registry: Registry): Observer {
  const registers = [registry];
  const requests = new Counter({
    name: "gateway_requests_total",
    help: "Requests answered.",
    labelNames: LABELS,
    registers,
  });
  const latency = new Histogram({
    name: "gateway_request_duration_seconds",
    help: "From a request's head to the end of its answer.",
    labelNames: LABELS,
    buckets: SECONDS,
    registers,
  });
  const integrationLatency = new Histogram({
    name: "gateway_integration_duration_seconds",
    help: "Until the integration answered.",
    labelNames: LABELS,
    buckets: SECONDS,
    registers,
  });
  return (request) => {
    const labels = {
      route: request.route ?? "(none)",
      method: request.route === undefined ? "(any)" : request.method,
      status: request.status,
      ...(request.canary !== undefined && { canary: String(request.canary) }),
    };
    requests.inc(labels);
    latency.observe(labels, request.latency / 1000);
    if (request.integrationLatency !== undefined) {
      integrationLatency.observe(labels, request.integrationLatency / 1000);
    }
  };
}
