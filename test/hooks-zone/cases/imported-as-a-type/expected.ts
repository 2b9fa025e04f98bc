import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import type { addPet } from "./handlers/addPet.js";
import { addPet as addPetHook } from "./handlers/addPet.js";

export const hooks = { getPet, addPet: addPetHook } satisfies Hooks;
