import type { Hooks } from "../generated/hooks.js";

export const hooks = {
  getPet: async (scope) => (await import("./handlers/getPet.js")).getPet(scope),
} satisfies Hooks;
