import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { logged } from "./logged.js";

export const hooks = logged({ getPet }) satisfies Hooks;
