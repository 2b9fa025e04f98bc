import { type Code, codeOf, layoutOf } from "./code.js";
import { group, hardline, ifBreak, indent, join, line } from "./layout.js";

/** `{ a: string; b?: number }`: on one line if it fits, unless `expanded`. */
export function objectType(
  members: readonly Code[],
  { expanded = false }: { readonly expanded?: boolean } = {},
): Code {
  const shape = { kind: "object-type" } as const;
  if (members.length === 0) return codeOf("{}", shape);
  const items = members.map((member) => group(layoutOf(member)));
  const contents = ["{", indent([line, join([";", line], items)]), ifBreak(";"), line, "}"];
  return codeOf(group(contents, { expanded }), shape);
}

/** The body of an `interface`: always one member a line. */
export function interfaceBody(members: readonly Code[]): Code {
  if (members.length === 0) return codeOf("{}");
  const items = members.map((member) => [group(layoutOf(member)), ";"]);
  return codeOf(["{", indent([hardline, join(hardline, items)]), hardline, "}"]);
}

/** `left: type`, a member of an object type: `` property(ts`readonly ${key(name)}?`, type) ``. */
export function property(left: Code, type: Code): Code {
  return codeOf([layoutOf(left), ": ", layoutOf(type)]);
}
