import type { Hooks } from "../generated/hooks.js";
import * as getPet from "./handlers/getPet.js";
import * as addPet from "./handlers/addPet.js";
import { default as feed } from "./feed.js";
import { addPet as addPetHook } from "./handlers/addPet.js";

export const hooks = { getPet: getPet.getPet, feed, addPet: addPetHook } satisfies Hooks;
