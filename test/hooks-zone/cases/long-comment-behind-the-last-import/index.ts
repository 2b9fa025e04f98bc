import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js" /* Ours,
 all of them. */ export const hooks = { getPet } satisfies Hooks
