import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

const sales = [addPet()];

export const hooks = { getPet } satisfies Hooks;
