import type { Identifier, ModulePath, View } from "../code/code-kit.js";
import type { JsonValue } from "../schema/schema.js";

/** Every file of the generated project. */
export interface ProjectPlan<File> {
  readonly files: readonly File[];
  /** Environment variables without which the gateway does not start. */
  readonly requiredSettings: readonly string[];
  readonly hooks: readonly PlannedHook[];
}

/** Something that the user supplies: where it is first written, and what for. */
export interface HookRecord {
  /** Its module, as `src/hooks/index.ts` imports it: "./handlers/getPet.js". */
  readonly module: string;
  /** The operation that it handles, if it handles one: by its name in the document, and its route. */
  readonly operationId?: string;
  readonly method?: string;
  readonly path?: string;
}

/** Where a hook's file is, below the project's folder. */
export function hookFile({ module }: HookRecord): string {
  return `src/hooks/${module.replace(/^\.\//, "").replace(/\.js$/, ".ts")}`;
}

export interface PlannedHook extends HookRecord {
  /** Its member of `Hooks`. */
  readonly member: Identifier;
  readonly module: ModulePath;
  /** What the module exports. */
  readonly exported: Identifier;
}

export interface PlannedFile {
  /** Below the project's folder, with `/`. */
  readonly path: string;
  readonly owner: Owner;
  readonly content: Content;
}

/**
 * Who may change a file. `generated`: the generator alone, it is replaced whole. `hooks` and
 * `scaffold`: its user, once it was written.
 */
export type Owner = "generated" | "hooks" | "scaffold";

/** How a file is made; the only three ways: JSON and YAML are one. */
export type Content =
  | { readonly kind: "template"; readonly template: string; readonly view: View }
  | { readonly kind: "copy"; readonly asset: string }
  | { readonly kind: "json"; readonly value: JsonValue }
  | {
      readonly kind: "yaml";
      /** What it is, for people: lines of our own. */
      readonly comment: readonly string[];
      readonly documents: readonly object[];
    };
