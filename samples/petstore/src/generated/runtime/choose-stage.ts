import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Deployment, Destination, Destinations } from "./deployment.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues } from "./header-values.js";
import { addressBehind } from "./request-context.js";
import { belowFolder, stageFolder } from "./stage-path.js";
import type { Canary } from "./stage-definition.js";

/** The stages of a host name by base path; `(none)` takes what no other does. */
export type CustomDomains = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A stage that is served, with its canary. */
export interface ServedStage {
  readonly name: string;
  readonly deployment: Deployment;
  readonly canary?: { readonly deployment: Deployment; readonly rules: Canary };
}

/** How stages are told apart. */
export interface StageChoice {
  /** The first is the one that `STAGE` names. */
  readonly stages: readonly [ServedStage, ...ServedStage[]];
  /** Whether their names stand in front of paths. */
  readonly prefix: boolean;
  readonly domains: CustomDomains;
}

/**
 * Chooses the stage of each request, as Amazon API Gateway does: by the base path of a custom domain
 * name, else by the stage's name in front of the path, where `$default` takes the rest.
 */
export function chooseStage({ stages, prefix, domains }: StageChoice): Destinations {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const mapped = new Map(
    Object.entries(domains).map(([host, mappings]) => [host, longestFirst(mappings, byName)]),
  );
  return (incoming, path) => {
    const mappings = mapped.get(hostOf(incoming));
    if (mappings !== undefined) return byBasePath(mappings, incoming, path);
    const [chosen] = stages;
    if (!prefix) {
      return to(chosen, incoming, { path, front: stageFolder(chosen.name) });
    }
    const named = byName.get(firstSegment(path));
    const below = named && belowFolder(path, stageFolder(named.name));
    if (named !== undefined && below !== undefined) {
      return to(named, incoming, { path: below, front: stageFolder(named.name) });
    }
    const rest = byName.get("$default");
    if (rest === undefined) throw new GatewayError("unknown-stage");
    return to(rest, incoming, { path, front: "" });
  };
}

interface BasePath {
  readonly basePath: string;
  /** What stands in front of paths: `/v1`; nothing for `(none)`. */
  readonly folder: string;
  readonly stage: ServedStage | undefined;
}

const NO_BASE_PATH = "(none)";

/** The mapping with the most segments wins (https://docs.aws.amazon.com/apigateway, API mappings). */
function longestFirst(
  mappings: Readonly<Record<string, string>>,
  stages: ReadonlyMap<string, ServedStage>,
): readonly BasePath[] {
  return Object.entries(mappings)
    .map(([basePath, stage]) => ({
      basePath,
      folder: basePath === NO_BASE_PATH ? "" : `/${basePath}`,
      stage: stages.get(stage),
    }))
    .toSorted((a, b) => b.folder.split("/").length - a.folder.split("/").length);
}

/** A base path whose stage is not served here is not another's to answer. */
function byBasePath(mappings: readonly BasePath[], incoming: IncomingMessage, sent: string) {
  for (const { basePath, folder, stage } of mappings) {
    const path = belowFolder(sent, folder);
    if (path === undefined) continue;
    if (stage === undefined) break;
    return to(stage, incoming, { path, front: folder, basePathMatched: basePath });
  }
  throw new GatewayError("unknown-stage");
}

function to(
  { deployment, canary }: ServedStage,
  incoming: IncomingMessage,
  where: Omit<Destination, "deployment">,
): Destination {
  const isCanary =
    canary !== undefined && draw(canary.rules, incoming, deployment) < canary.rules.percentTraffic;
  return { ...where, deployment: isCanary ? canary.deployment : deployment };
}

/** A number from 0 to 100, always the same for one caller where it is to stay on its side. */
function draw(
  { sticky }: Canary,
  { headers, rawHeaders, socket }: IncomingMessage,
  { settings }: Deployment,
): number {
  if (sticky !== true) return Math.random() * 100;
  const { authorization, "x-api-key": key } = headers;
  const address = () =>
    addressBehind(socket.remoteAddress, settings.trusts, () =>
      headerValues(rawHeaders, "x-forwarded-for").join(","),
    );
  const caller = authorization ?? String(key ?? address() ?? "");
  const digest = createHash("sha256").update(caller).digest();
  return (digest.readUInt32BE() / 2 ** 32) * 100;
}

function hostOf({ headers }: IncomingMessage): string {
  return headers.host?.replace(/:\d+$/, "").toLowerCase() ?? "";
}

function firstSegment(path: string): string {
  return /^\/+([^/]*)/.exec(path)?.[1] ?? "";
}
