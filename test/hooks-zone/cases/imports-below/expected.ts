export const hooks = { getPet, addPet } satisfies Hooks;
import type { Hooks } from "../generated/hooks.js";
import fs = require("fs");
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";