import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

const all = { getPet, addPet };
const hooks = 1;

export { all as hooks, hooks as one };
