import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";

/** The stage of Amazon's HTTP APIs whose name is in no path. */
const DEFAULT_STAGE = "$default";

/** What stands in front of the paths of a stage: `/prod`. */
export function stageFolder(stage: string): string {
  return stage === DEFAULT_STAGE ? "" : `/${stage}`;
}

/** The path of a request with the stage in front, as private integrations are called with it. */
export function pathWithStage({ settings, target }: Exchange): string {
  return stageFolder(settings.stage) + target.path;
}

/**
 * A path without the stage in front, where requests have it there. Slashes before the stage count
 * once; those after it are the path's.
 */
export function belowStage(
  path: string,
  { stage, stagePrefix }: { readonly stage: string; readonly stagePrefix: boolean },
): string {
  if (!stagePrefix) return path;
  const folder = stageFolder(stage);
  if (folder === "") return path;
  const collapsed = path.replace(/^\/+/, "/");
  if (collapsed === folder) return "/";
  if (collapsed.startsWith(`${folder}/`)) return collapsed.slice(folder.length);
  throw new GatewayError("unknown-stage");
}
