import type { Hooks } from "../generated/hooks.ts";
import { getPet } from "./handlers/getPet.ts";
import { addPet } from "./handlers/addPet.ts";

export const hooks = { getPet, addPet } satisfies Hooks;
