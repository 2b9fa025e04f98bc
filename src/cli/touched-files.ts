import type { FileChange, GenerateResult } from "../generate.js";

/** The files that a generation changed, or would. */
export function touchedFiles({ changes }: GenerateResult): readonly FileChange[] {
  return (changes ?? []).filter(({ change }) => change !== "unchanged" && change !== "kept");
}
