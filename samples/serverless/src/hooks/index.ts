import type { Hooks } from "../generated/hooks.js";
import { handler as catalogue } from "./functions/catalogue.js";
import { handler as sales } from "./functions/sales.js";

export const hooks = { catalogue, sales } satisfies Hooks;
