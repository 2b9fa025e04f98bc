import type { Hooks } from "../generated/hooks.js";
import {getPet} from "./handlers/getPet.js";
import {feed} from "./handlers/feed.js";
import {addPet} from "./handlers/addPet.js";
export const hooks={getPet,feed,addPet} satisfies Hooks