import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js"; // the only one /* yet
import { addPet } from "./handlers/addPet.js";
/** Ours. */
export const hooks = { getPet, addPet } satisfies Hooks;
