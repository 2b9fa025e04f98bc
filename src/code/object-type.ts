import { type Code, codeOf, layoutOf } from "./code.js";
import { group, hardline, ifBreak, indent, join, lazyGroup, line } from "./layout.js";

/** `{ a: string; b?: number }`: on one line if it fits, unless `expanded`. */
export function objectType(
  members: readonly Code[],
  { expanded = false }: { readonly expanded?: boolean } = {},
): Code {
  const shape = { kind: "object-type" } as const;
  if (members.length === 0) return codeOf("{}", shape);
  const items = members.map((member) => layoutOf(member));
  const contents = () => {
    const each = join(
      [";", line],
      items.map((item) => group(item)),
    );
    return ["{", indent([line, each]), ifBreak(";"), line, "}"];
  };
  const layout = expanded
    ? group(contents(), { expanded })
    : lazyGroup(["{ ", ...join("; ", items), " }"], contents);
  return codeOf(layout, shape);
}

/** The body of an `interface`: always one member a line. */
export function interfaceBody(members: readonly Code[]): Code {
  if (members.length === 0) return codeOf("{}");
  const items = members.map((member) => [group(layoutOf(member)), ";"]);
  return codeOf(["{", indent([hardline, join(hardline, items)]), hardline, "}"]);
}

/** `left: type`, a member of an object type: `` property(ts`readonly ${key(name)}?`, type) ``. */
export function property(left: Code, type: Code): Code {
  const [before, after] = [layoutOf(left), layoutOf(type)];
  const isText = typeof before === "string" && typeof after === "string";
  return codeOf(isText ? `${before}: ${after}` : [before, ": ", after]);
}
