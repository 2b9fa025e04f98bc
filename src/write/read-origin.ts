import type { Origin } from "./manifest.js";
import { MANIFEST, readManifest } from "./manifest.js";
import { ProjectFolder } from "./project-folder.js";

/**
 * What a project was made from, as its manifest says.
 * @param root the project's folder
 * @returns undefined where there is no project, or a merge tore its manifest
 */
export function readOrigin(root: string): Origin | undefined {
  const folder = new ProjectFolder(root);
  return folder.obstacle(MANIFEST) === undefined
    ? readManifest(folder.read(MANIFEST)).origin
    : undefined;
}
