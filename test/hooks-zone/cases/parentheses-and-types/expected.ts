import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

export const hooks = (<Hooks>({ getPet, addPet } as const)) satisfies Hooks;
