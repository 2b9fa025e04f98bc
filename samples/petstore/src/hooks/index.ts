import type { Hooks } from "../generated/hooks.js";
import { petToken } from "./petToken.js";

export const hooks = { petToken } satisfies Hooks;
