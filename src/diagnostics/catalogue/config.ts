import type { CatalogueEntry } from "../catalogue-entry.js";
import { quote } from "../quote.js";

/** Problems of a config file of gatewright's. */
export const configProblems = {
  "unknown-config-key": {
    severity: "error",
    message: (p: { holder: string; key: string; nearest: string | undefined }) => {
      const hint = p.nearest === undefined ? "" : `; did you mean ${quote(p.nearest)}?`;
      return `${named(p.holder)} has no key ${quote(p.key)}${hint}`;
    },
    help: "correct the key, or remove it",
    explain: `A key that is not known says nothing, and what was meant by it would be missing. The keys
of a config are those of gatewright.config.schema.json, which ships with the package and
which editors complete by.`,
  },
  "invalid-config-value": {
    severity: "error",
    message: (p: { path: string | undefined; why: string }) =>
      `${p.path === undefined ? "the config" : quote(p.path)} ${p.why}`,
    help: "correct the value",
    explain: `A value of a config is not what its key takes. Paths are relative to the config's own
folder. A config in TypeScript or JavaScript has its value as the default export.

Right:
  import { defineConfig } from "gatewright";

  export default defineConfig({ document: "openapi.yaml", out: "gateway" });`,
  },
  "missing-config-key": {
    severity: "error",
    message: (p: { holder: string }) => `${named(p.holder)} has no "document"`,
    help: "name the OpenAPI document that the gateway is generated from",
    explain: `Each target is the gateway of one document, so each names one.

Right:
  {"document": "openapi.yaml", "out": "gateway"}`,
  },
  "config-key-beside-targets": {
    severity: "error",
    message: (p: { key: string }) => `${quote(p.key)} stands beside "targets"`,
    help: "move it into the targets that it is meant for",
    explain: `A config is one target, or has several under "targets". What stands beside them would be
of none.

Wrong:
  {"api": "http", "targets": {"pets": {"document": "pets.yaml"}}}
Right:
  {"targets": {"pets": {"document": "pets.yaml", "api": "http"}}}`,
  },
  "config-failed": {
    severity: "error",
    message: (p: { why: string }) => `the config can't be run: ${p.why}`,
    help: "correct it; --no-config leaves it out",
    explain: `A config in TypeScript or JavaScript is a module, which is run to get its default export.
It did not parse, or it threw. Its own imports are resolved as Node does: other files of
TypeScript are named with .ts.`,
  },
  "several-configs": {
    severity: "error",
    message: (p: { names: readonly string[] }) =>
      `there are several configs here: ${p.names.join(" and ")}`,
    help: "remove all but one, or name one with --config FILE",
    explain: `Which of them holds would be a matter of chance. gatewright looks for
gatewright.config.ts, gatewright.config.mjs and gatewright.config.json in the working
directory, and nowhere else.`,
  },
  "config-elsewhere": {
    severity: "error",
    message: (p: { file: string }) =>
      `${quote(p.file)} is a symbolic link that leads out of this folder`,
    help: "name the config itself with --config FILE",
    explain: `A config decides which files are read and written, and may be code. So it is taken from
the working directory alone, unless --config names it.`,
  },
} satisfies Record<string, CatalogueEntry>;

function named(holder: string): string {
  return holder === "the config" ? holder : quote(holder);
}
