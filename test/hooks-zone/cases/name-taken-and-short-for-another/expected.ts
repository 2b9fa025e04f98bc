import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet as addPetHook2 } from "./handlers/addPet.js";
import { addPetHook } from "./handlers/addPetHook.js";
import { handler as salesHook } from "./functions/sales.js";

const sales = [addPet()];

export const hooks = { getPet, addPet: addPetHook2, addPetHook, sales: salesHook } satisfies Hooks;
