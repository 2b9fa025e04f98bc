import type { Hooks } from "../generated/hooks.js";
<<<<<<< ours
import { getPet } from "./handlers/getPet.js";
=======
import { feed } from "./handlers/feed.js";
>>>>>>> theirs

export const hooks = { getPet } satisfies Hooks;
