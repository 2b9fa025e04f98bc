import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

export const hooks = { getPet, addPet } satisfies Hooks;
