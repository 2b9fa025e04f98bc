import type { Hooks } from "../generated/hooks.js";
import * as getPet from "./handlers/getPet.js";
import * as addPet from "./handlers/addPet.js";
import { default as feed } from "./feed.js";

export const hooks = { getPet: getPet.getPet, feed } satisfies Hooks;
