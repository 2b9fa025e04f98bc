import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

export const hooks = { /* none yet */ getPet, addPet } satisfies Hooks;
