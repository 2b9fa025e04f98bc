export const hooks = { getPet } satisfies Hooks;
import type { Hooks } from "../generated/hooks.js";
import fs = require("fs");
import { getPet } from "./handlers/getPet.js";