import type { TargetConfig } from "./config.js";
import type { TargetArguments } from "./target-arguments.js";

/** What a field takes. Paths are relative to the folder of the config. */
export type Shape =
  | { readonly kind: "path" | "paths" | "text" | "texts by name" | "codes" | "flag" | "count" }
  | { readonly kind: "choice"; readonly of: readonly string[] };

/** A field of a target: what it takes, and the argument of the command line that says the same. */
export interface ConfigField {
  readonly argument: keyof TargetArguments;
  readonly description: string;
  readonly shape: Shape;
}

/** The folder of a project unless another is said. */
export const DEFAULT_OUT = "gateway";

/** Every field of a target: what checks a config, its schema and the environment go by this. */
export const configFields = {
  document: {
    argument: "document",
    description: "The OpenAPI document, YAML or JSON.",
    shape: { kind: "path" },
  },
  out: {
    argument: "out",
    description: "Folder of the project; `gateway` unless said.",
    shape: { kind: "path" },
  },
  overlays: {
    argument: "overlay",
    description: "OpenAPI Overlays to apply to the document, in this order.",
    shape: { kind: "paths" },
  },
  vars: {
    argument: "var",
    description: "Values of placeholders of the document, by name.",
    shape: { kind: "texts by name" },
  },
  varsFile: {
    argument: "varsFile",
    description: "A file with more of them: JSON, YAML, .tfvars or .env.",
    shape: { kind: "path" },
  },
  allowRefs: {
    argument: "allowRef",
    description: "Folders besides the document's own that its $refs may lead to.",
    shape: { kind: "paths" },
  },
  allow: {
    argument: "allow",
    description:
      "Codes of problems that you accept: such an error becomes a warning, such a warning goes.",
    shape: { kind: "codes" },
  },
  api: {
    argument: "api",
    description: "Which of Amazon's products the document is of, whatever it looks like.",
    shape: { kind: "choice", of: ["rest", "http"] },
  },
  basepath: {
    argument: "basepath",
    description:
      "What becomes of the base path in Amazon's dialect: `ignore` (usual), `prepend`, or `split`, which prepends all but its first segment.",
    shape: { kind: "choice", of: ["ignore", "prepend", "split"] },
  },
  omitUnsupported: {
    argument: "omitUnsupported",
    description: "Leave out operations with what is not supported yet; they answer 501.",
    shape: { kind: "flag" },
  },
  generatorSpec: {
    argument: "generatorSpec",
    description:
      "Where the project installs gatewright from (a path, a tarball), as seen from the project.",
    shape: { kind: "text" },
  },
  maxWarnings: {
    argument: "maxWarnings",
    description: "The most warnings with which a command ends well.",
    shape: { kind: "count" },
  },
} as const satisfies Readonly<Record<keyof TargetConfig, ConfigField>>;

/** What the name of a target may be. */
export const TARGET_NAME = {
  pattern: "^[A-Za-z][A-Za-z0-9_-]{0,63}$",
  form: 'a name of letters, digits, "_" and "-" that begins with a letter',
} as const;

/** Keys of a config besides those of a single target. */
export const TOP_KEYS: readonly string[] = ["targets", "$schema"];
