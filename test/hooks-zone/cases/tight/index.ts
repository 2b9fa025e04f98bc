import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

export const hooks = {getPet} satisfies Hooks;
