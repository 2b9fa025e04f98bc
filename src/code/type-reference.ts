import { type Code, codeOf, layoutOf, shapeOf } from "./code.js";
import { group, ifBreak, indent, join, line, softline } from "./layout.js";

/** `Target<A, B>` */
export function generic(target: Code, args: readonly Code[]): Code {
  const items = args.map((arg) => layoutOf(arg, "type-argument"));
  const list =
    args.length === 1 && args.every(isHuggable)
      ? ["<", items, ">"]
      : group(["<", indent([softline, join([",", line], items)]), softline, ">"]);
  return codeOf([layoutOf(target), list], { kind: "generic" });
}

/** `Item[]` or `readonly Item[]`; a union gets its parentheses. */
export function arrayType(
  item: Code,
  { readonly = false }: { readonly readonly?: boolean } = {},
): Code {
  const list = [layoutOf(item, "element-type"), "[]"];
  if (!readonly) return codeOf(list);
  const modified = ["readonly ", list];
  return codeOf(modified, { kind: "plain" }, { "element-type": ["(", modified, ")"] });
}

/** `[A, B]` */
export function tuple(items: readonly Code[]): Code {
  if (items.length === 0) return codeOf("[]");
  const place = items.length > 1 ? "tuple-element" : "type-argument";
  const elements = items.map((item) => group(layoutOf(item, place)));
  const list = [join([",", line], elements), ifBreak(",")];
  return codeOf(group(["[", indent([softline, list]), softline, "]"]));
}

/** A type that stays inside the angle brackets on the line where it begins. */
function isHuggable(type: Code): boolean {
  const shape = shapeOf(type);
  switch (shape.kind) {
    case "text":
      return /^[A-Za-z_$][\w$.]*$|^["'\d-]/.test(shape.text);
    case "union":
      return shape.hugged;
    default:
      return shape.kind === "object-type";
  }
}
