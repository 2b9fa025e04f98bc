import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** A hook that its user has to add. */
export interface ByHand {
  readonly member: string;
  readonly why: string;
  readonly importLine: string;
  readonly memberLine: string;
}

/** Reasons not to write into a project's folder. */
export const writeProblems = {
  "edited-file": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} was changed by hand`,
    help: "undo it, move what it does into src/hooks or the document, or take the file over by gatewright eject; --discard-edits gives it up",
    explain: `Files under src/generated are replaced whole, so a change made there would be lost.
gatewright compares each with what it wrote last (.gatewright/manifest.json), shows what
differs, and writes nothing at all.
  git checkout FILE             brings back what was generated
  gatewright eject FILE         makes the file yours: from then on changes are merged
  gatewright generate --discard-edits  replaces it all the same`,
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
  "rebuilt-manifest": {
    severity: "warning",
    message: ".gatewright/manifest.json was torn, as by a merge, and is written anew",
    help: "look through what changed before you commit it",
    explain: `The manifest lists the files that gatewright wrote, with a hash of each, by which it tells
them from files that somebody changed. After a merge with conflicts a generated file may
be as either side had it, or torn itself: all of these are replaced. Others that differ
still stop the generator.`,
  },
  "changed-input": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} changed since the project was generated`,
    help: "commit what the version of before makes of it first, or generate with both changes at once",
    explain: `An upgrade shows what a new version of gatewright does otherwise, and nothing else: that
is reviewed best as a change of its own. So the document must be as it was when the
project was generated. gatewright generate does not ask for that.`,
  },
  "not-ejectable": {
    severity: "error",
    message: (p: { path: string; why: string }) => `${quote(p.path)} cannot be ejected: ${p.why}`,
    help: "name a file as it was generated, or bring it back and generate first",
    explain: `To eject a generated file is to make it yours: it may be changed, and what the generator
changes in it later is merged. For that gatewright keeps the text as it was generated, so
it must know it: from the file itself, from the document or from git.`,
  },
  "folder-locked": {
    severity: "error",
    message: (p: { holder: string }) => `${p.holder} is writing this project just now`,
    help: "wait until it is done; if it is not running any more, delete .gatewright/lock",
    explain: `Two runs that write the same project at once would mix what they write. The lock of a
process that has ended on this machine is ignored.`,
  },
  "extra-file": {
    severity: "warning",
    message: (p: { path: string }) => `${quote(p.path)} is nothing that gatewright wrote`,
    help: "move it out of src/generated, where only generated files are looked for, or delete it",
    explain: `Everything under src/generated comes from the document. A file that does not is left
alone, and generate --check ends with 3 for it.`,
  },
  "merge-conflict": {
    severity: "error",
    message: (p: { path: string }) =>
      `${quote(p.path)} was changed by you and by gatewright in the same place`,
    help: "both are in the file, between <<<<<<< yours and >>>>>>> generated: keep what is right",
    explain: `Files around the generated code are yours, and what the generator changes in them is
merged with what you changed since. Where both changed the same lines, both stay, between
markers as git has them. Everything else was written.`,
  },
  "conflicting-key": {
    severity: "error",
    message: (p: { path: string; kept: string }) =>
      `${quote(p.path)} was changed by you and by gatewright in the same place: ${p.kept}`,
    help: "take over what is generated if you want it; it is not asked again",
    explain: `JSON files are merged key by key. Where both changed the value of a key, yours stays, so
that the file stays JSON. Where both raised the version of a package, the higher one
stays, and nothing is said. Everything else was written.`,
  },
  "unresolved-conflict": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} has a conflict that nobody has decided yet`,
    help: "keep what is right, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>",
    explain: `An earlier run could not merge what you and the generator changed in the same lines, or
git what two branches did. The file is left alone until the markers are gone; everything
else was written.`,
  },
  "orphaned-ejection": {
    severity: "warning",
    message: (p: { path: string; base: string }) =>
      `${quote(p.path)} was ejected, and the document no longer asks for it`,
    help: (p: { path: string; base: string }) => `delete it, with ${quote(p.base)}`,
    explain: `A file that you took over is yours: it is not deleted when the operation or schema that it
was generated for is gone. Nothing imports it any more.`,
  },
  "orphaned-hook": {
    severity: "warning",
    message: (p: { path: string; member: string }) =>
      `${quote(p.path)} is a hook that the document no longer asks for`,
    help: (p: { path: string; member: string }) =>
      `delete it, and ${quote(p.member)} in src/hooks/index.ts, if you don't need it elsewhere`,
    explain: `What is under src/hooks is yours, and never deleted. The compiler shows each member of
\`hooks\` that the contract no longer has.`,
  },
  "hook-by-hand": {
    severity: "warning",
    message: (p: ByHand) => `${quote(p.member)} is to be added to the hooks by hand: ${p.why}`,
    help: (p: ByHand) => `add ${quote(p.importLine)} and the member ${quote(p.memberLine)}`,
    explain: `gatewright adds a new hook to src/hooks/index.ts where \`hooks\` is an object that it can
read, and changes nothing else there. Where members are computed, spread or made
elsewhere, it can't know what is in it already, and leaves the file to you.`,
  },
  "orphaned-member": {
    severity: "warning",
    message: (p: { member: string }) =>
      `${quote(p.member)} is a hook that the document no longer asks for`,
    help: "take it out of the object and, with its import, out of the file",
    explain: `gatewright adds to src/hooks/index.ts what is missing, and takes nothing out of it: it is
yours. The compiler stops at members that the contract does not have.`,
  },
  "newer-project": {
    severity: "error",
    message: (p: { writtenBy: string; version: string }) =>
      `the project was written by gatewright ${p.writtenBy}, and this is ${p.version}`,
    help: "install the version that wrote it, or a newer one",
    explain: `An older version would take back what a newer one changed, and knows nothing of what that
wrote down. .gatewright/manifest.json says which version wrote the project last.`,
  },
  "renamed-hook": {
    severity: "warning",
    message: (p: { from: string; to: string; member: string; renamed: string }) =>
      `what ${quote(p.from)} handles is called ${quote(p.renamed)} now`,
    help: (p: { from: string; to: string; member: string; renamed: string }) =>
      `git mv ${p.from} ${p.to} in the project's folder, call ${quote(p.member)} in it ${quote(p.renamed)}, generate again, and take ${quote(p.member)} out of src/hooks/index.ts`,
    explain: `An operation whose name changed, but not its method and path, keeps its hook: no stub is
written for it, so that your file can be moved. Until then the compiler shows the member
that is missing in src/hooks/index.ts. Once the file is moved, generating again adds it.`,
  },
} satisfies Record<string, CatalogueEntry>;
