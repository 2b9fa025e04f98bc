import type { Hooks } from "../generated/hooks.js";
import { addPet as all } from "./all.js";
import { addPet } from "./handlers/addPet.js";

interface Pets {
  addPet: string;
}

class Shelter {
  addPet = 1;
}

export const hooks = {
  getPet: () => ({ ...new Shelter(), addPet: all.addPet as Pets["addPet"] }),
  addPet,
} satisfies Hooks;
