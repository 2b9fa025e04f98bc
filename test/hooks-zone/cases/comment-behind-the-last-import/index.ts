import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js"; // the only one /* yet
/** Ours. */
export const hooks = { getPet } satisfies Hooks;
