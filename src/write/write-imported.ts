import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** A file that an import makes. */
export interface ImportedFile {
  readonly path: string;
  readonly text: string;
  /** Whether only its owner may read it. */
  readonly isSecret: boolean;
  /** Whether a text is of an import before, and may be replaced. */
  isOwn(text: string): boolean;
}

/** Why a file cannot be written, in words for its user. */
export class ImportedFileError extends Error {}

/** Writes files, or none of them: what is in the place of one, and is not of an import, stays. */
export function writeImported(files: readonly ImportedFile[]): void {
  const written: [string, string][] = [];
  try {
    for (const { path, text, isSecret, isOwn } of files) {
      const before = textAt(path);
      if (before !== undefined && !isOwn(before)) {
        throw new ImportedFileError(
          `${path} is there already, and no import wrote it: move it away`,
        );
      }
      const temporary = `${path}.${process.pid}.tmp`;
      written.push([temporary, path]);
      writeFileSync(temporary, text, { flag: "wx", mode: isSecret ? 0o600 : 0o666 });
    }
    for (const [temporary, path] of written) renameSync(temporary, path);
  } catch (error) {
    for (const [temporary] of written) rmSync(temporary, { force: true });
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new ImportedFileError(`Nothing was written: ${error.message}`);
  }
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
