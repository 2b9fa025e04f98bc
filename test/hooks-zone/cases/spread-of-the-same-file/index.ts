import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

const inside = { ...{ getPet }, feed: getPet };

export const hooks = { ...inside } satisfies Hooks;
