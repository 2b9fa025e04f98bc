import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import type { addPet } from "./handlers/addPet.js";

export const hooks = { getPet } satisfies Hooks;
