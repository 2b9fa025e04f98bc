import type { Manifest } from "./manifest.js";
import { MANIFEST, readManifest } from "./manifest.js";
import { ProjectFolder } from "./project-folder.js";

/**
 * What a project's manifest says of it.
 * @param root the project's folder
 * @returns undefined where there is no project
 */
export function readProject(root: string): Manifest | undefined {
  const folder = new ProjectFolder(root);
  const text = folder.obstacle(MANIFEST) === undefined ? folder.read(MANIFEST) : undefined;
  return text === undefined ? undefined : readManifest(text);
}
