import { type Expression, parseSync, type Program } from "oxc-parser";
import type { TextNode } from "../load/text-tree.js";

/**
 * Where the values of a module's default export stand, as far as they are written there: in an object
 * that is exported, or given to a function whose result is. The module is not run. Undefined when
 * there is no such object.
 */
export function literalTree(path: string, text: string): TextNode | undefined {
  const { program } = parseSync(path, text, { sourceType: "module" });
  const exported = program.body.find((each) => each.type === "ExportDefaultDeclaration");
  const value = exported?.declaration;
  if (value === undefined || value.type.endsWith("Declaration")) return undefined;
  return nodeOf(value as Expression, program);
}

function nodeOf(written: Expression, program: Program, key?: number): TextNode {
  const value = literalOf(written, program);
  const children = new Map<string, TextNode>();
  if (value.type === "ObjectExpression") {
    for (const property of value.properties) {
      if (property.type !== "Property" || property.computed) continue;
      const { key: name } = property;
      const text =
        name.type === "Identifier" ? name.name : name.type === "Literal" ? String(name.value) : "";
      children.set(text, nodeOf(property.value, program, name.start));
    }
  } else if (value.type === "ArrayExpression") {
    for (const [index, item] of value.elements.entries()) {
      if (item === null || item.type === "SpreadElement") break;
      children.set(String(index), nodeOf(item, program));
    }
  }
  return { start: value.start, end: value.end, key, children };
}

/** What stands behind `satisfies`, `as` and brackets, a constant of the module, or a call. */
function literalOf(value: Expression, program: Program): Expression {
  switch (value.type) {
    case "TSSatisfiesExpression":
    case "TSAsExpression":
    case "ParenthesizedExpression":
      return literalOf(value.expression, program);
    case "CallExpression": {
      const [argument] = value.arguments;
      const isValue = argument !== undefined && argument.type !== "SpreadElement";
      return isValue ? literalOf(argument, program) : value;
    }
    case "Identifier": {
      const constant = program.body
        .flatMap((each) => (each.type === "VariableDeclaration" ? each.declarations : []))
        .find(({ id }) => id.type === "Identifier" && id.name === value.name);
      const written = constant?.init;
      return written && written.start < value.start ? literalOf(written, program) : value;
    }
    default:
      return value;
  }
}
