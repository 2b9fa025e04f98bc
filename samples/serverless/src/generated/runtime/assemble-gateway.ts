import { accessLog, createLogger } from "./access-log.js";
import type { Backend } from "./backend.js";
import { MAX_BODY_BYTES } from "./body.js";
import type { CustomFailure, Family } from "./family.js";
import { Gateway } from "./gateway.js";
import { GatewayError } from "./gateway-error.js";
import type { BodyConversion } from "./integration.js";
import type { Stages } from "./pipeline.js";
import { createMetrics, requestMetrics } from "./request-metrics.js";
import type { Route } from "./route.js";
import type { ServerSettings } from "./server-settings.js";
import type { Upstream, UpstreamCaller, UpstreamFiles } from "./upstream.js";

/** What `gateway.ts` puts together. */
export interface GatewayPlan {
  readonly family: Family;
  /** Where they are lower than the family's. */
  readonly limits?: { readonly bodyBytes?: number; readonly headerBytes?: number };
  /** What the document says of errors. */
  readonly gatewayResponses?: CustomFailure;
  /** Converts bodies, where media types that are bytes are declared. */
  readonly bodies?: BodyConversion;
  /** The stages that this document needs, in the order of `pipeline.ts`. */
  readonly stages: Stages;
  readonly routes: readonly Route[];
  /** Each upstream with its base URLs, and the files of its TLS. */
  readonly upstreams: readonly (readonly [
    Upstream,
    URL | readonly URL[] | undefined,
    UpstreamFiles?,
  ])[];
  /** What routes call besides, each with what stands behind its name; undefined fails the calls. */
  readonly backends?: readonly (readonly [Backend<unknown>, object | undefined])[];
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Opens what a gateway needs (log, metrics, connections) and puts it together; listens nowhere. */
export function assembleGateway(settings: ServerSettings, plan: GatewayPlan): Gateway {
  const { headLimits } = plan.family;
  const logger = createLogger(settings.logLevel);
  const metrics = createMetrics();
  const clients = new Map<Upstream, UpstreamCaller>();
  for (const [upstream, where = [], files = {}] of plan.upstreams) {
    const [base, ...others] = where instanceof URL ? [where] : where;
    if (base === undefined) {
      logger.warn({ upstream: upstream.name }, "stage variables make no URL: calls will fail");
    } else {
      clients.set(upstream, upstream.open({ bases: [base, ...others], files, logger, metrics }));
    }
  }
  const backends = new Map(plan.backends);
  return new Gateway({
    settings: {
      family: plan.family,
      headLimits: {
        ...headLimits,
        headerBytes: plan.limits?.headerBytes ?? headLimits.headerBytes,
      },
      bodyBytes: plan.limits?.bodyBytes ?? MAX_BODY_BYTES,
      writeTimeoutMs: settings.writeTimeoutMs,
      logger,
      apiId: settings.apiId,
      accountId: settings.accountId,
      region: settings.region,
      stage: settings.stage,
      stagePrefix: settings.stagePrefix,
      stageVariables: plan.stageVariables ?? {},
      variables: plan.variables ?? {},
      bodies: plan.bodies,
      trusts: settings.trusts,
      upstream(upstream) {
        const client = clients.get(upstream);
        // Execution failed due to configuration error: invalid endpoint address.
        if (client === undefined) throw new GatewayError("configuration-error");
        return client;
      },
      backend<Client>(backend: Backend<Client>) {
        const client = backends.get(backend);
        if (client === undefined) throw new GatewayError("configuration-error");
        return client as Client;
      },
    },
    routes: plan.routes,
    gatewayResponses: plan.gatewayResponses,
    stages: plan.stages,
    connections: [
      ...clients.values(),
      ...[...backends.values()].filter((each) => each !== undefined),
    ],
    logger,
    metrics,
    observers: [accessLog(logger), requestMetrics(metrics)],
  });
}
