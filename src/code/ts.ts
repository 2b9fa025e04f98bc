import { Code, codeOf, layoutOf, nothing, shapeOf } from "./code.js";
import { InternalError } from "./internal-error.js";
import { dedented, filled, linesOf, type TextLine } from "./program-text.js";

const parsed = new WeakMap<TemplateStringsArray, readonly TextLine[]>();

/**
 * TypeScript with holes: `` ts`const ${name(id)} = ${lit(value)};` ``. The text is ours; a hole
 * takes `Code` and nothing else, and an array of `Code` is its members one after the other (see
 * `join` for separators). Text of several lines may be indented with the code around it.
 *
 * A hole is one operand of the text around it. Put a chain that may grow long into `binary`,
 * `call`, `array` … rather than into text: text is never broken.
 */
export function ts(
  texts: TemplateStringsArray,
  ...holes: readonly (Code | readonly Code[])[]
): Code {
  if (!Object.isFrozen(texts) || !Object.isFrozen(texts.raw)) {
    throw new InternalError("ts is a tag for template literals, not a function");
  }
  const codes = holes.map(asCode);
  const [only] = codes;
  if (only && codes.length === 1 && texts.every((text) => text === "")) return only;
  if (codes.length === 0 && texts[0] === "") return nothing;
  let lines = parsed.get(texts);
  if (!lines) parsed.set(texts, (lines = dedented(linesOf(texts))));
  const code = filled(lines, codes);
  const text = flatText(texts, codes);
  return text === undefined ? code : codeOf(layoutOf(code), { kind: "text", text });
}

/** What is printed, if that is no more than a line of text. */
function flatText(texts: readonly string[], codes: readonly Code[]): string | undefined {
  const holes = codes.map((code) => {
    const shape = shapeOf(code);
    return shape.kind === "text" ? shape.text : undefined;
  });
  if (texts.some((text) => text.includes("\n")) || holes.includes(undefined)) return undefined;
  return texts.map((text, index) => text + (holes[index] ?? "")).join("");
}

function asCode(hole: Code | readonly Code[]): Code {
  if (hole instanceof Code) return hole;
  if (!Array.isArray(hole) || !hole.every((code) => code instanceof Code)) {
    throw new InternalError(`a hole of ts takes Code, not ${describe(hole)}`);
  }
  return codeOf(hole.map((code) => layoutOf(code)));
}

function describe(value: unknown): string {
  return Array.isArray(value) ? `an array of ${typeof value[0]}` : `a ${typeof value}`;
}
