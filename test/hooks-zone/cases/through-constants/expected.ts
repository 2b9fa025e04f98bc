import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

const all = { getPet, addPet };
const typed = all satisfies Hooks;
export const hooks = typed;
