import type { Hooks } from "../generated/hooks.js";
import * as handlers from "./handlers/index.js";

export const hooks = { ...handlers } satisfies Hooks;
