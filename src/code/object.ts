import { type Code, codeOf, layoutOf } from "./code.js";
import { assignmentLayout } from "./assign.js";
import { group, ifBreak, indent, join, type Layout, line } from "./layout.js";

/** `[key, value]`, or a member that is complete by itself: a shorthand name, a spread. */
export type Member = Code | readonly [key: Code, value: Code];

/**
 * An object literal, or a destructuring pattern: on one line if it fits, unless `expanded` asks for
 * one member a line. Keys come from `key()`.
 */
export function object(
  members: readonly Member[],
  { expanded = false }: { readonly expanded?: boolean } = {},
): Code {
  const shape = { kind: "object", size: members.length } as const;
  if (members.length === 0) return codeOf("{}", shape);
  const items = members.map((member) => group(memberLayout(member)));
  const contents: Layout = ["{", indent([line, join([",", line], items)]), ifBreak(","), line, "}"];
  return codeOf(group(contents, { expanded }), shape, { parameter: contents });
}

function memberLayout(member: Member): Layout {
  if ("isEmpty" in member) return layoutOf(member);
  const [key, value] = member;
  return assignmentLayout(layoutOf(key), ":", value, { shortKeys: true });
}
