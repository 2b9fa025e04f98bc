import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPetOfTheShelter } from "./handlers/addPetOfTheShelter.js";
import { removePetOfTheShelter } from "./handlers/removePetOfTheShelter.js";
import { updatePetOfTheShelter } from "./handlers/updatePetOfTheShelter.js";
import { findPetOfTheShelter } from "./handlers/findPetOfTheShelter.js";
import { feedPetOfTheShelter } from "./handlers/feedPetOfTheShelter.js";

export const hooks = {
  getPet,
  addPetOfTheShelter,
  removePetOfTheShelter,
  updatePetOfTheShelter,
  findPetOfTheShelter,
  feedPetOfTheShelter,
} satisfies Hooks;
