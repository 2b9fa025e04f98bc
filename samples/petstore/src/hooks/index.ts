import type { Hooks } from "../generated/hooks.js";
import { handler as petAuthorizer } from "./functions/petAuthorizer.js";

export const hooks = { petAuthorizer } satisfies Hooks;
