import type { Hooks } from "../generated/hooks.js";

export const hooks = { getPet: async () => {
  return { status: 200 };
}, feed: async () => ({ status: 201 }) } satisfies Hooks;
