import type { Hooks } from "../generated/hooks.js";
import { getPet } from "./handlers/getPet.js";
import { feed as feedAll } from "./handlers/feed.js";
import { groom } from "./handlers/groom.js";
import { clean } from "./handlers/clean.js";
import { db } from "./db.js";

export const hooks = {
  getPet,
  feed: feedAll,
  sales: () => clean(db),
} satisfies Hooks;
