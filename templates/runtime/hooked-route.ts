import type { Route } from "./route.js";

/** Types a route's data, as `defineRoute` does, of a route that calls what you supply. */
export function defineHookedRoute<Hooks>(route: (hooks: Hooks) => Route): (hooks: Hooks) => Route {
  return route;
}
