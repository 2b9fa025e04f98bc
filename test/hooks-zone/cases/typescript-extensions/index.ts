import type { Hooks } from "../generated/hooks.ts";
import { getPet } from "./handlers/getPet.ts";

export const hooks = { getPet } satisfies Hooks;
