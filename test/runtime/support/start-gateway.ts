import type { AddressInfo } from "node:net";
import { assembleGateway } from "../../../templates/runtime/assemble-gateway.js";
import type { GatewayPlan } from "../../../templates/runtime/deployment.js";
import { Environment } from "../../../templates/runtime/environment.js";
import type { Family } from "../../../templates/runtime/family.js";
import type { Gateway } from "../../../templates/runtime/gateway.js";
import type { Stages } from "../../../templates/runtime/pipeline.js";
import { restApi } from "../../../templates/runtime/rest-api.js";
import type { Route } from "../../../templates/runtime/route.js";
import { serve } from "../../../templates/runtime/serve.js";
import type { ServerSettings } from "../../../templates/runtime/server-settings.js";
import { readServerSettings } from "../../../templates/runtime/server-settings.js";
import type { Store } from "../../../templates/runtime/store/store.js";
import type { Upstream, UpstreamFiles } from "../../../templates/runtime/upstream.js";

/** A gateway under test, on ports of 127.0.0.1 that were free. */
export interface TestGateway {
  readonly url: string;
  readonly port: number;
  readonly adminUrl: string;
  readonly gateway: Gateway;
  stop(): Promise<void>;
}

export interface TestGatewayPlan {
  readonly routes: readonly Route[];
  readonly family?: Family;
  readonly limits?: GatewayPlan["limits"];
  readonly gatewayResponses?: GatewayPlan["gatewayResponses"];
  readonly bodies?: GatewayPlan["bodies"];
  readonly stages?: Stages;
  /** Base URLs of each upstream, and the files of its TLS. */
  readonly upstreams?: readonly (readonly [Upstream, string | readonly string[], UpstreamFiles?])[];
  readonly backends?: GatewayPlan["backends"];
  readonly stageVariables?: GatewayPlan["stageVariables"];
  /** Where it counts and keeps. */
  readonly store?: Store;
  /** Environment variables besides those that make it quiet, local and quick to stop. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What a document makes of the settings. */
  readonly adapt?: (settings: ServerSettings, read: Environment) => ServerSettings;
}

/** Settings by which a gateway is quiet, local and quick to stop. */
export const QUIET = {
  HOST: "127.0.0.1",
  PORT: "0",
  ADMIN_PORT: "0",
  LOG_LEVEL: "silent",
  DRAIN_DELAY: "0",
  DRAIN_TIMEOUT: "1",
};

/** Starts a gateway from routes, in the way in which a generated project starts its own. */
export async function startGateway(plan: TestGatewayPlan): Promise<TestGateway> {
  const read = new Environment({ ...QUIET, ...plan.environment });
  const written = readServerSettings(read);
  const settings = plan.adapt?.(written, read) ?? written;
  read.finish();
  const { store } = plan;
  const planned: GatewayPlan = {
    family: plan.family ?? restApi,
    ...(plan.limits && { limits: plan.limits }),
    ...(plan.gatewayResponses && { gatewayResponses: plan.gatewayResponses }),
    ...(plan.bodies && { bodies: plan.bodies }),
    ...(plan.backends && { backends: plan.backends }),
    ...(plan.stageVariables && { stageVariables: plan.stageVariables }),
    stages: plan.stages ?? {},
    routes: plan.routes,
    upstreams: (plan.upstreams ?? []).map(([upstream, where, files]) => [
      upstream,
      [where].flat().map((each) => new URL(each)),
      files ?? {},
    ]),
  };
  const gateway = assembleGateway(settings, planned, store && (() => store));
  const { url, adminUrl, stop } = await serve(gateway, settings);
  return { url, port: Number(new URL(url).port), adminUrl, gateway, stop };
}

/** The port that a server got. */
export function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address.port;
}
