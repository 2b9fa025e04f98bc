import type { Hooks } from "../generated/hooks.js";

export const hooks = {
  // None yet.
} satisfies Hooks;
