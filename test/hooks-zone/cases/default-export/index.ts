import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";

export default ({ getPet }) satisfies Hooks;
