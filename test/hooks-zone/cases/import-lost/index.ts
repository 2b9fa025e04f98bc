import type { Hooks } from "../generated/hooks.js";

export const hooks = { getPet, addPet } satisfies Hooks;
