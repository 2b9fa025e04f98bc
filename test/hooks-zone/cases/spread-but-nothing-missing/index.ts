import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { others } from "./others.js";

export const hooks = { ...others, getPet } satisfies Hooks;
