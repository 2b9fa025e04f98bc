import type { Hooks } from "../generated/hooks.js";
import { handler as catalogue } from "./functions/catalogue.js";
import { handler as sales } from "./functions/sales.js";
import { staff } from "./staff.js";

export const hooks = { staff, catalogue, sales } satisfies Hooks;
