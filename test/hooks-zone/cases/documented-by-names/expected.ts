import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";
import { feed } from "./handlers/feed.js";

/** Not {@link addPet}. @see addPet */
export const hooks = {
  /** See {@link feed}. */
  feed,
  getPet,
  addPet,
} satisfies Hooks;
