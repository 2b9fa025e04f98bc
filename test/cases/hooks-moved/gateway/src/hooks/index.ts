import type { Hooks } from "../generated/hooks.js";
import { getOrder } from "./handlers/getOrder.js";

export const hooks = {
  getOrder,
} satisfies Hooks;
