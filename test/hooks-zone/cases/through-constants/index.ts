import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

const all = { getPet };
const typed = all satisfies Hooks;
export const hooks = typed;
