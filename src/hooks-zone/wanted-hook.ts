import type { Identifier, ModulePath } from "../code/code-kit.js";

/** A hook that the gateway calls, as the registry of hooks (`src/hooks/index.ts`) should have it. */
export interface WantedHook {
  /** Its member of `Hooks`. */
  readonly member: Identifier;
  /** What its file exports. */
  readonly exported: Identifier;
  /** Its file as the registry would import it: `./handlers/getPet.js`. */
  readonly module: ModulePath;
}
