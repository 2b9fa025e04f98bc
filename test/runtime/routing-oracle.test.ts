import fc from "fast-check";
import type { HTTPMethod } from "find-my-way";
import findMyWay from "find-my-way";
import { expect, test } from "vitest";
import { GatewayError } from "../../templates/runtime/gateway-error.js";
import type { Family } from "../../templates/runtime/family.js";
import { openApi } from "../../templates/runtime/openapi-family.js";
import { restApi } from "../../templates/runtime/rest-api.js";
import { namedRoute } from "./support/proxy-routes.js";

/*
 * find-my-way keeps a tree for each method and, as Amazon does, tries literals before parameters
 * before what takes the rest, and backs out. It differs from both families in four points, which
 * the generators below leave out and the routing tables cover:
 *
 *  - its wildcard also matches nothing (`/a/*` takes `/a/`): no request has an empty segment, which
 *    leaves out `/` and trailing and doubled slashes as well;
 *  - it has no ANY that yields to the path's own methods;
 *  - it decodes `%72` before it matches, and `:` and `*` mean something: letters only;
 *  - it never answers 405: the plain family is asked for one method only.
 */

const METHODS: readonly HTTPMethod[] = ["GET", "POST"];

const literal = fc.constantFrom("a", "b", "ab");
const segment = fc.oneof(
  { weight: 3, arbitrary: literal },
  { weight: 2, arbitrary: fc.constant("{p}") },
);
const path = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([segments, greedy]) => `/${[...segments, ...(greedy ? ["{rest+}"] : [])].join("/")}`)
  // A name may not stand twice in a path.
  .map((text) => {
    let count = 0;
    return text.replaceAll("{p}", () => `{p${(count += 1)}}`);
  });
const paths = fc.oneof(path, fc.constant("/{rest+}"));
const requests = fc
  .array(fc.constantFrom("a", "b", "ab", "c"), { minLength: 1, maxLength: 6 })
  .map((segments) => `/${segments.join("/")}`);

function routeSet(methods: readonly HTTPMethod[]) {
  return fc.uniqueArray(fc.record({ method: fc.constantFrom(...methods), path: paths }), {
    minLength: 1,
    maxLength: 12,
    selector: (route) => `${route.method} ${route.path}`,
  });
}

test.each<readonly [string, Family, readonly HTTPMethod[]]>([
  ["REST", restApi, METHODS],
  ["plain OpenAPI", openApi, ["GET"]],
])("%s finds what find-my-way finds", (_name, family, methods) => {
  fc.assert(
    fc.property(
      routeSet(methods),
      fc.array(fc.tuple(fc.constantFrom(...methods), requests), { minLength: 1, maxLength: 20 }),
      (routes, asked) => {
        const oracle = findMyWay();
        for (const route of routes) {
          const store = `${route.method} ${route.path}`;
          oracle.on(route.method, oraclePath(route.path), () => {}, store);
        }
        const find = family.router(routes.map((route) => namedRoute(route.method, route.path)));
        for (const [method, target] of asked) {
          const expected = oracle.find(method, target);
          expect(ours(find, method, target)).toEqual(
            expected && { route: expected.store, values: Object.values(expected.params) },
          );
        }
      },
    ),
    { numRuns: 400 },
  );
});

function ours(find: ReturnType<Family["router"]>, method: string, target: string) {
  try {
    const { route, path: parameters } = find(method, target, () => new Map());
    return { route: route.operationId, values: Object.values(parameters) };
  } catch (error) {
    if (error instanceof GatewayError && error.kind === "no-route") return null;
    throw error;
  }
}

function oraclePath(text: string): string {
  return text.replaceAll(/\{(p\d+)\}/g, ":$1").replace("{rest+}", "*");
}
