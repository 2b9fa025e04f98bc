import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet as add } from "../hooks/handlers/addPet";

export const hooks = { getPet, addPet: add } satisfies Hooks;
