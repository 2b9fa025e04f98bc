import type { Hooks } from "../generated/hooks.js";
import { addPet } from "./handlers/addPet.js";

export const hooks = {
  getPet: async (scope) => (await import("./handlers/getPet.js")).getPet(scope),
  addPet,
} satisfies Hooks;
