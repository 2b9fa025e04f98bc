import type { Code } from "../code/code-kit.js";
import { array, arrow, lit } from "../code/code-kit.js";
import type { MappedText } from "../model/parameter-mapping.js";

type Value<Expression> = Extract<MappedText<Expression>[number], { kind: "value" }>["value"];

/**
 * A body: a text, or a function that answers its parts.
 * @param parameters of the function, by the values in the text
 */
export function planBodyTemplate<Expression>(
  parts: MappedText<Expression>,
  parameters: (values: readonly Value<Expression>[]) => readonly Code[],
  print: (value: Value<Expression>) => Code,
): Code {
  const values = parts.flatMap((part) => (part.kind === "value" ? [part.value] : []));
  if (values.length === 0) {
    return lit(parts.map((part) => (part.kind === "text" ? part.text : "")).join(""));
  }
  const pieces = parts.flatMap((part) =>
    part.kind === "text" ? linesOf(part.text).map((text) => lit(text)) : [print(part.value)],
  );
  return arrow(parameters(values), array(pieces));
}

/** A text as it is, or line by line where it is long. */
function linesOf(text: string): readonly string[] {
  return text.length < 80 ? [text] : (text.match(/[^\n]*\n|[^\n]+/g) ?? []);
}
