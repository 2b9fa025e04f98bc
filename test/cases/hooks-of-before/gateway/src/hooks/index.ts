import type { Hooks } from "../generated/hooks.js";
import { all } from "./all.js";

export const hooks = { ...all } satisfies Hooks;
