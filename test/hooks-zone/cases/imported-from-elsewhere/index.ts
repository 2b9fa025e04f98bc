import type { Hooks } from "../generated/hooks.js";
import { getPet } from "@acme/pets";
import add from "../pets/add.js";

export const hooks = { getPet, addPet: add.one } satisfies Hooks;
