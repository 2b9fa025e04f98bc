import type { Hooks } from "../generated/hooks.js";

export const hooks = { /* none yet */ } satisfies Hooks;
