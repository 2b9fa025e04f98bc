import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Reasons not to write into a project's folder. */
export const writeProblems = {
  "edited-file": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} was changed by hand`,
    help: "undo the change, or move what it does into src/hooks or the document",
    explain: `Files under src/generated are replaced whole, so a change made there would be lost.
gatewright compares each with what it wrote last (.gatewright/manifest.json), and writes
nothing at all when one differs. git checkout FILE brings back what was generated.`,
  },
  "foreign-file": {
    severity: "error",
    message: (p: { path: string }) =>
      `${quote(p.path)} exists already, and gatewright did not write it`,
    help: "name another folder with --out, or move the file away",
    explain: `gatewright only replaces files that it wrote itself, as .gatewright/manifest.json
lists them. A file of another origin in their place is left alone, and nothing is
written.`,
  },
  "outside-folder": {
    severity: "error",
    message: (p: { path: string }) =>
      `${quote(p.path)} leads out of the project's folder by a symbolic link`,
    help: "replace the symbolic link by a folder",
    explain: `A folder on the way to this file is a symbolic link. Following it could write anywhere,
so nothing is written.`,
  },
  "folder-unwritable": {
    severity: "error",
    message: (p: { why: string }) => `the project's folder cannot be written: ${p.why}`,
    help: "check the folder's name, its permissions and the space that is left",
    explain: `The operating system refused to read or write a file of the project, for the reason it
gave. All new texts are on the disk before the first old one is replaced, so the project
is as it was.`,
  },
  "unreadable-manifest": {
    severity: "error",
    message: ".gatewright/manifest.json is not as gatewright wrote it",
    help: "bring it back from version control; without it, no file may be replaced",
    explain: `The manifest lists the files that gatewright wrote, with a hash of each. Without it
nobody knows which files are safe to replace.`,
  },
} satisfies Record<string, CatalogueEntry>;
