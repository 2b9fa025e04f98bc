import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

export const hooks = (<Hooks>({ getPet } as const)) satisfies Hooks;
