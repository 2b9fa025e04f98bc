import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { partnerKey } from "./partnerKey.js";
import { addPet } from "./handlers/addPet.js";
import { handler as sales } from "./functions/sales.js";

export const hooks = { getPet, partnerKey, addPet, sales } satisfies Hooks;
