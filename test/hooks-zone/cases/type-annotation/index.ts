import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

export let hooks: Hooks = { getPet };
