/* eslint-disable import/order */
import { getPet } from "./handlers/getPet.js";
import { addPet } from "./handlers/addPet.js";

export const hooks = { getPet, addPet };
