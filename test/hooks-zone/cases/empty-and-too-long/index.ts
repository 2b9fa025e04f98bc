import type { Hooks } from "../generated/hooks.js";

export const hooks = {} satisfies Hooks;
