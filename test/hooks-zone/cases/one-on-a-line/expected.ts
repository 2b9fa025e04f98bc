import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { feed } from "./handlers/feed.js";
import { addPet } from "./handlers/addPet.js";
import { handler as sales } from "./functions/sales.js";

export const hooks = {
  feed,
  getPet,
  addPet,
  sales,
} satisfies Hooks;
