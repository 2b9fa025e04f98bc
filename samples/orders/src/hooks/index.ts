import type { Hooks } from "../generated/hooks.js";
import { partnerKey } from "./partnerKey.js";

export const hooks = { partnerKey } satisfies Hooks;
