import type { Route } from "./route.js";

/** A route with the values of its path's parameters, still percent-encoded. */
export interface RouteMatch {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

/** The methods that one path has; ANY stands for those that have no route of their own. */
export type PathMethods = ReadonlyMap<string, { readonly route: Route }>;

/** What ANY stands for in Amazon's gateways; HEAD is not implied by GET. */
export const ANY: ReadonlySet<string> = new Set([
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
]);

/** Picks a method of a path, or none to search on; may throw to end the search. */
export type ChooseMethod = (methods: PathMethods) => string | undefined;

/**
 * Routes by their segments. At each segment a literal is tried before one that is partly a literal
 * (`{name}.json`), that before `{name}`, that before `{name+}`; the search backs out of a subtree
 * that does not lead to a route, so that path specificity counts from the left. Parameters never
 * match an empty segment.
 */
export class RouteTree {
  readonly #root: Node = { literals: new Map() };
  readonly #literalOf: (segment: string) => string;

  /** @param literalOf the form in which segments of the document and of a request compare */
  constructor(routes: readonly Route[], literalOf: (segment: string) => string) {
    this.#literalOf = literalOf;
    for (const route of routes) this.#add(route);
  }

  /** Finds the most specific path for which `choose` picks a method. */
  find(segments: readonly string[], choose: ChooseMethod): RouteMatch | undefined {
    return this.#search(this.#root, segments, 0, [], choose);
  }

  #search(
    node: Node,
    segments: readonly string[],
    index: number,
    values: readonly string[],
    choose: ChooseMethod,
  ): RouteMatch | undefined {
    const segment = segments[index];
    if (segment === undefined) return bind(node.end, values, choose);
    const literal = node.literals.get(this.#literalOf(segment));
    if (literal !== undefined) {
      const match = this.#search(literal, segments, index + 1, values, choose);
      if (match !== undefined) return match;
    }
    for (const { parts, child } of node.mixed ?? []) {
      const found = valuesBetween(parts, this.#literalOf(segment));
      const match =
        found && this.#search(child, segments, index + 1, [...values, ...found], choose);
      if (match !== undefined) return match;
    }
    if (node.parameter !== undefined && segment !== "") {
      const match = this.#search(node.parameter, segments, index + 1, [...values, segment], choose);
      if (match !== undefined) return match;
    }
    if (node.greedy === undefined) return undefined;
    const rest = segments.slice(index).join("/");
    return rest === "" ? undefined : bind(node.greedy, [...values, rest], choose);
  }

  #add(route: Route): void {
    let node = this.#root;
    const names: string[] = [];
    for (const segment of route.path.slice(1).split("/")) {
      const [, name, plus] = /^\{([^{}]+?)(\+?)\}$/.exec(segment) ?? [];
      if (name !== undefined) names.push(name);
      if (plus === "+") {
        node.greedy ??= new Map();
        node.greedy.set(route.method, { route, names });
        return;
      }
      if (name === undefined && segment.includes("{")) {
        const parts = segment.split(/\{([^{}]+)\}/);
        names.push(...parts.filter((_, i) => i % 2 === 1));
        node = mixedChild(
          node,
          parts.filter((_, i) => i % 2 === 0).map((part) => this.#literalOf(part)),
        );
      } else {
        node =
          name === undefined ? literalChild(node, this.#literalOf(segment)) : parameterChild(node);
      }
    }
    node.end ??= new Map();
    node.end.set(route.method, { route, names });
  }
}

interface Node {
  readonly literals: Map<string, Node>;
  /** Segments with parameters in them, those with the most literal text first. */
  mixed?: MixedSegment[];
  parameter?: Node;
  /** What `{name+}` leads to: it takes all that is left. */
  greedy?: Map<string, NamedRoute>;
  /** The routes of the path that ends here. */
  end?: Map<string, NamedRoute>;
}

interface MixedSegment {
  /** The texts around and between the parameters. */
  readonly parts: readonly string[];
  readonly child: Node;
}

interface NamedRoute {
  readonly route: Route;
  readonly names: readonly string[];
}

function literalChild(node: Node, literal: string): Node {
  const child = node.literals.get(literal) ?? { literals: new Map() };
  node.literals.set(literal, child);
  return child;
}

function mixedChild(node: Node, parts: readonly string[]): Node {
  node.mixed ??= [];
  const shape = parts.join("{}");
  const known = node.mixed.find((each) => each.parts.join("{}") === shape);
  if (known !== undefined) return known.child;
  const child: Node = { literals: new Map() };
  node.mixed.push({ parts, child });
  const weight = (each: MixedSegment) => each.parts.join("").length;
  node.mixed.sort(
    (a, b) => weight(b) - weight(a) || (a.parts.join("{}") < b.parts.join("{}") ? -1 : 1),
  );
  return child;
}

/**
 * The values of the parameters in a segment, encoded again; undefined if it does not fit. Each is as
 * short as it can be, but for the last: no search, so that no path takes long.
 */
function valuesBetween(parts: readonly string[], segment: string): string[] | undefined {
  const [first = "", ...others] = parts;
  const last = others.pop() ?? "";
  if (!segment.startsWith(first) || !segment.endsWith(last)) return undefined;
  const values: string[] = [];
  const end = segment.length - last.length;
  let start = first.length;
  for (const part of others) {
    const at = segment.indexOf(part, start + 1);
    if (at === -1 || at + part.length > end) return undefined;
    values.push(segment.slice(start, at));
    start = at + part.length;
  }
  if (start >= end) return undefined;
  values.push(segment.slice(start, end));
  return values.map((value) => encodeURIComponent(value));
}

function parameterChild(node: Node): Node {
  node.parameter ??= { literals: new Map() };
  return node.parameter;
}

function bind(
  methods: Map<string, NamedRoute> | undefined,
  values: readonly string[],
  choose: ChooseMethod,
): RouteMatch | undefined {
  const method = methods && choose(methods);
  const named = method === undefined ? undefined : methods?.get(method);
  if (named === undefined) return undefined;
  const path: Record<string, string> = {};
  for (const [index, name] of named.names.entries()) {
    // Defined rather than assigned: a document may call a parameter `__proto__`.
    Object.defineProperty(path, name, { value: values[index] ?? "", enumerable: true });
  }
  return { route: named.route, path };
}
