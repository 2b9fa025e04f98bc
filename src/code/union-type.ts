import { type Code, codeOf, layoutOf, shapeOf, type Variants } from "./code.js";
import { InternalError } from "./internal-error.js";
import { group, ifBreak, indent, join, type Layout, lazyGroup, line, softline } from "./layout.js";

/** `A | B`, with a `|` before each member when it is too long for its line. */
export function union(types: readonly Code[]): Code {
  const all = types.flatMap((type) => {
    const shape = shapeOf(type);
    return shape.kind === "union" ? shape.types : [type];
  });
  const [first] = all;
  if (!first) throw new InternalError("a union of no types");
  if (all.length === 1) return first;
  const hugged = isHugged(all);
  const shape = { kind: "union", types: all, hugged } as const;
  const members = all.map((type) => layoutOf(type, "union-member"));
  if (hugged) {
    const flat = join(" | ", members);
    return codeOf(flat, shape, inParentheses(flat));
  }
  const layouts = new UnionLayouts(members);
  return codeOf(layouts.usual, shape, layouts);
}

/** How a union is laid out, by place. */
class UnionLayouts implements Variants {
  readonly #members: readonly Layout[];

  constructor(members: readonly Layout[]) {
    this.#members = members;
  }

  get usual(): Layout {
    return this.#lazy(() => indent([softline, this.#core]));
  }

  get assigned(): Layout {
    return this.#core;
  }

  get "type-argument"(): Layout {
    return this.#core;
  }

  get "tuple-element"(): Layout {
    return group([indent([ifBreak(["(", softline]), this.#core]), softline, ifBreak(")")]);
  }

  get "element-type"(): Layout {
    return ["(", this.#lazy(() => [indent([softline, this.#core]), softline]), ")"];
  }

  get "intersection-member"(): Layout {
    return this["element-type"];
  }

  get #core(): Layout {
    const items = this.#members.map((member) => indent(member));
    return group([ifBreak("| "), join([line, "| "], items)]);
  }

  #lazy(contents: () => Layout): Layout {
    return lazyGroup(join(" | ", this.#members), contents);
  }
}

/** `A & B`. Members that are unions get their parentheses. */
export function intersection(types: readonly Code[]): Code {
  const all = types.flatMap((type) => {
    const shape = shapeOf(type);
    return shape.kind === "intersection" ? shape.types : [type];
  });
  const [first] = all;
  if (!first) throw new InternalError("an intersection of no types");
  if (all.length === 1) return first;
  let indented = false;
  const parts = all.map((type, index): Layout => {
    const previous = all[index - 1];
    const item = layoutOf(type, "intersection-member");
    if (!previous) return item;
    const [wasObject, isObject] = [isObjectType(previous), isObjectType(type)];
    if (wasObject && isObject) return [" & ", indented ? indent(item) : item];
    if (!wasObject && !isObject) return indent([" &", line, item]);
    indented ||= index > 1;
    return [" & ", index > 1 ? indent(item) : item];
  });
  const parenthesised = ["(", group(parts), ")"];
  return codeOf(
    group(parts),
    { kind: "intersection", types: all },
    { "union-member": parenthesised, "element-type": parenthesised },
  );
}

function inParentheses(contents: Layout) {
  const parenthesised = ["(", contents, ")"];
  return { "element-type": parenthesised, "intersection-member": parenthesised };
}

function isObjectType(type: Code): boolean {
  return shapeOf(type).kind === "object-type";
}

const KEYWORD =
  /^(?:any|unknown|never|void|null|undefined|string|number|boolean|bigint|symbol|object|true|false)$/;

/** One object type or reference and otherwise `null`: never broken at the `|`. */
function isHugged(types: readonly Code[]): boolean {
  const [only, ...others] = types.filter((type) => !isNullOrVoid(type));
  if (!only || others.length > 0) return false;
  const shape = shapeOf(only);
  return shape.kind === "text"
    ? /^[A-Za-z_$][\w$.]*$/.test(shape.text) && !KEYWORD.test(shape.text)
    : shape.kind === "object-type" || shape.kind === "generic";
}

function isNullOrVoid(type: Code): boolean {
  const shape = shapeOf(type);
  return shape.kind === "text" && (shape.text === "null" || shape.text === "void");
}
