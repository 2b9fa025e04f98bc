import { GatewayError } from "./gateway-error.js";

/** The stage of Amazon's HTTP APIs whose name is in no path. */
const DEFAULT_STAGE = "$default";

/** What stands in front of the paths of a stage: `/prod`. */
export function stageFolder(stage: string): string {
  return stage === DEFAULT_STAGE ? "" : `/${stage}`;
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
