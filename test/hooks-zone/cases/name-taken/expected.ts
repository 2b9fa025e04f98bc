import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet as addPetHook2 } from "./handlers/addPet.js";

const addPet = "pets.add";
function addPetHook() {}

/** All of {@link addPet}. */
export const hooks = { getPet, addPet: addPetHook2 } satisfies Hooks;
