import type { Hooks } from "../generated/hooks.js";
import { addPet } from "./handlers/addPet.js";

export const hooks = { getPet: async () => {
  return { status: 200 };
}, feed: async () => ({ status: 201 }), addPet } satisfies Hooks;
