import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Backend, Connection } from "./backend.js";
import { MAX_BODY_BYTES } from "./body.js";
import type { ExchangeSettings } from "./exchange.js";
import type { CustomFailure, Family, Router } from "./family.js";
import { GatewayError } from "./gateway-error.js";
import type { BodyConversion } from "./integration.js";
import type { Observer } from "./observe.js";
import type { Stages } from "./pipeline.js";
import type { Route } from "./route.js";
import type { ServerSettings } from "./server-settings.js";
import type { Store } from "./store/store.js";
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

/** What a gateway has once, whatever it deploys. */
export interface Tools {
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Absent where the document limits and keeps nothing. */
  readonly store: Store | undefined;
  readonly observers: readonly Observer[];
}

/** What requests of one stage meet, or those of its canary. */
export interface Deployment {
  readonly settings: ExchangeSettings;
  readonly stages: Stages;
  readonly routes: readonly Route[];
  readonly match: Router;
  /** What the document says of errors. */
  readonly gatewayResponses: CustomFailure | undefined;
  /** What it opens before it is called, and closes at its end. */
  readonly connections: readonly Connection[];
  /** Who is told of its requests that have ended. */
  readonly observers: readonly Observer[];
}

/** Where a request belongs. */
export interface Destination {
  readonly deployment: Deployment;
  /** Its path without what chose the deployment. */
  readonly path: string;
  /** What stands in front of that, as the context tells it: `/prod`, or the base path of a domain. */
  readonly front: string;
  /** The base path of a custom domain that chose the stage. */
  readonly basePathMatched?: string;
}

/** Finds where a request belongs by its head and its path; throws where it belongs nowhere. */
export type Destinations = (incoming: IncomingMessage, path: string) => Destination;

/** Opens clients of all that is called, and builds the lookup of routes. */
export function deploy(
  settings: ServerSettings,
  plan: GatewayPlan,
  { logger, metrics, store, observers }: Tools,
): Deployment {
  const { family } = plan;
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
  return {
    settings: {
      family,
      headLimits: {
        ...family.headLimits,
        headerBytes: plan.limits?.headerBytes ?? family.headLimits.headerBytes,
      },
      bodyBytes: plan.limits?.bodyBytes ?? MAX_BODY_BYTES,
      writeTimeoutMs: settings.writeTimeoutMs,
      logger,
      store,
      apiId: settings.apiId,
      accountId: settings.accountId,
      region: settings.region,
      stage: settings.stage,
      isCanary: settings.isCanary,
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
    stages: plan.stages,
    routes: plan.routes,
    match: family.router(plan.routes),
    gatewayResponses: plan.gatewayResponses,
    connections: [
      ...clients.values(),
      ...[...backends.values()].filter((each) => each !== undefined),
    ],
    observers,
  };
}
