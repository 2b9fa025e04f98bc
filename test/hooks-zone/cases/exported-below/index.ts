import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

const hooks = {
  getPet,
} satisfies Hooks;

export { hooks };
