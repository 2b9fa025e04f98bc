import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

export const hooks = { getPet, addPet } satisfies Hooks;

for (const [name] of Object.entries(hooks)) console.log(name, hooks["getPet"] === getPet);
