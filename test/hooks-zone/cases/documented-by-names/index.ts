import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

/** Not {@link addPet}. @see addPet */
export const hooks = {
  /** See {@link feed}. */
  feed,
  getPet,
} satisfies Hooks;
