#!/usr/bin/env node
// @ts-nocheck

import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

// What we supply.
/** @type {import("../generated/hooks.js").Hooks} */
export const hooks = { getPet, addPet };
