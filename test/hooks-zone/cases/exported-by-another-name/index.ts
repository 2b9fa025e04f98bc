import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

const all = { getPet };
const hooks = 1;

export { all as hooks, hooks as one };
