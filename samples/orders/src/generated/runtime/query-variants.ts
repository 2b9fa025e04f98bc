import { parseQuery, type QueryParameters } from "./query.js";
import type { Route } from "./route.js";

interface Variant {
  readonly route: Route;
  /** What the query of its requests must have. */
  readonly query: QueryParameters;
}

/** Routes of the same method and path, told apart by the query after it (`/rest?method=echo`). */
export class QueryVariants {
  readonly #byBare = new Map<Route, readonly Variant[]>();

  constructor(routes: readonly Route[]) {
    const bares = new Map<string, Route>();
    for (const route of routes) {
      const [path = "", query = ""] = route.path.split("?");
      const key = `${route.method} ${path}`;
      const bare = bares.get(key) ?? { ...route, path };
      bares.set(key, bare);
      const variants = [...(this.#byBare.get(bare) ?? []), { route, query: parseQuery(query) }];
      // Who asks for more comes first.
      this.#byBare.set(
        bare,
        variants.toSorted((a, b) => b.query.size - a.query.size),
      );
    }
  }

  /** A route for each method and path, without a query. */
  get bare(): readonly Route[] {
    return [...this.#byBare.keys()];
  }

  /** The route of a method and path whose query a request has; undefined if there is none. */
  choose(bare: Route, query: () => QueryParameters): Route | undefined {
    const variants = this.#byBare.get(bare) ?? [];
    if (variants[0]?.query.size === 0) return variants[0].route;
    const sent = query();
    // Sent twice, it could be one route's here and another one's at the upstream.
    const isClear = variants.every(({ query: wanted }) =>
      [...wanted.keys()].every((name) => (sent.get(name)?.length ?? 0) < 2),
    );
    if (!isClear) return undefined;
    return variants.find(({ query: wanted }) =>
      [...wanted].every(([name, [value]]) => sent.get(name)?.[0] === value),
    )?.route;
  }
}
