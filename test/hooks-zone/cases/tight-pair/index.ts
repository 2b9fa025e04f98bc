import type { Hooks } from "../generated/hooks.js";
import {getPet} from "./handlers/getPet.js";
import {feed} from "./handlers/feed.js";
export const hooks={getPet,feed} satisfies Hooks