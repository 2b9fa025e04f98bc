import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

export const hooks = { getPet, addPetOfTheShelter: getPet, removePetOfTheShelter: getPet, updatePetOfTheShelter: getPet, findPetOfTheShelter: getPet } satisfies Hooks;
