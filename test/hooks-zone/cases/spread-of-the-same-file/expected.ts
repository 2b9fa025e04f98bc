import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

const inside = { ...{ getPet }, feed: getPet };

export const hooks = { ...inside, addPet } satisfies Hooks;
