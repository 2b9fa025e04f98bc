import type { Hooks } from "../generated/hooks.js";
import { partnerKey } from "./partnerKey.js";
import { token } from "./token.js";

export const hooks = { partnerKey, token } satisfies Hooks;
