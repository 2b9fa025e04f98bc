import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

const addPet = "pets.add";
function addPetHook() {}

/** All of {@link addPet}. */
export const hooks = { getPet } satisfies Hooks;
