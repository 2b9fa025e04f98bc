import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

export const hooks = (process.env.X ? { getPet } : {}) satisfies Hooks;
