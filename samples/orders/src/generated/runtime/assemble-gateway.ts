import { accessLog, createLogger } from "./access-log.js";
import type { Family } from "./family.js";
import { Gateway } from "./gateway.js";
import type { Stages } from "./pipeline.js";
import { createMetrics, requestMetrics } from "./request-metrics.js";
import type { Route } from "./route.js";
import type { ServerSettings } from "./server-settings.js";
import type { Upstream } from "./upstream.js";
import { UpstreamClient } from "./upstream.js";

/** What `gateway.ts` puts together. */
export interface GatewayPlan {
  readonly family: Family;
  /** The stages that this document needs, in the order of `pipeline.ts`. */
  readonly stages: Stages;
  readonly routes: readonly Route[];
  /** Each upstream with its base URL. */
  readonly upstreams: readonly (readonly [Upstream, URL])[];
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** Opens what a gateway needs (log, metrics, connections) and puts it together; listens nowhere. */
export function assembleGateway(settings: ServerSettings, plan: GatewayPlan): Gateway {
  const logger = createLogger(settings.logLevel);
  const metrics = createMetrics();
  const clients = new Map(
    plan.upstreams.map(([upstream, base]) => [upstream, new UpstreamClient(base, UPSTREAM_LIMITS)]),
  );
  return new Gateway({
    settings: {
      family: plan.family,
      apiId: settings.apiId,
      stage: settings.stage,
      stageVariables: plan.stageVariables ?? {},
      trusts: settings.trusts,
      upstream(upstream) {
        const client = clients.get(upstream);
        if (client === undefined) throw new Error(`no client for upstream ${upstream.name}`);
        return client;
      },
    },
    routes: plan.routes,
    stages: plan.stages,
    clients: [...clients.values()],
    logger,
    metrics,
    observers: [accessLog(logger), requestMetrics(metrics)],
  });
}

const UPSTREAM_LIMITS = {
  connections: 128,
  connectTimeoutMs: 2000,
  bodyTimeoutMs: 10_000,
  maxHeaderBytes: 32_768,
};
