import { createHash } from "node:crypto";
import type { Reporter } from "../diagnostics/reporter.js";
import type { ProjectFolder } from "./project-folder.js";

/** Where the manifest is, below the project's folder. */
export const MANIFEST = ".gatewright/manifest.json";

/** The hash of each generated file as it was written last, by path. */
export type Manifest = ReadonlyMap<string, string>;

/** Reads a project's manifest: empty where there is none yet, undefined (reported) if unusable. */
export function readManifest(folder: ProjectFolder, reporter: Reporter): Manifest | undefined {
  const text = folder.read(MANIFEST);
  if (text === undefined) return new Map();
  try {
    const { files } = JSON.parse(text) as { readonly files?: unknown };
    if (typeof files === "object" && files !== null) {
      const entries = Object.entries(files);
      if (entries.every(([, hash]) => typeof hash === "string")) return new Map(entries);
    }
  } catch {
    // Reported below, as is JSON of another shape.
  }
  reporter.report("unreadable-manifest", undefined);
  return undefined;
}

/** The manifest as text: sorted, without times or anything of this machine. */
export function printManifest(manifest: Manifest): string {
  const files = Object.fromEntries([...manifest].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ files }, null, 2)}\n`;
}

/** What the manifest holds of a text. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
