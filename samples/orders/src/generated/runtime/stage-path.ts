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

/** A path without the stage in front, where requests have it there; throws for another. */
export function belowStage(
  path: string,
  { stage, stagePrefix }: { readonly stage: string; readonly stagePrefix: boolean },
): string {
  if (!stagePrefix) return path;
  const below = belowFolder(path, stageFolder(stage));
  if (below === undefined) throw new GatewayError("unknown-stage");
  return below;
}

/**
 * What follows a folder in a path; undefined where it is not there. Slashes before the folder count
 * once; those after it are the path's.
 */
export function belowFolder(path: string, folder: string): string | undefined {
  if (folder === "") return path;
  const collapsed = path.replace(/^\/+/, "/");
  if (collapsed === folder) return "/";
  return collapsed.startsWith(`${folder}/`) ? collapsed.slice(folder.length) : undefined;
}
