import { Code, codeOf, layoutOf, nothing, shapeOf } from "./code.js";
import { InternalError } from "./internal-error.js";
import { isTorn } from "./isolated.js";
import { dedented, filled, linesOf, type TextLine } from "./program-text.js";

/** The text of a template literal, as far as it is the same wherever its holes lead. */
interface Template {
  readonly lines: readonly TextLine[];
  readonly isOneLine: boolean;
  /** What is made of it where it has no holes. */
  readonly code: Code;
}

const templates = new WeakMap<TemplateStringsArray, Template>();

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
  let template = templates.get(texts);
  if (!template) templates.set(texts, (template = templateOf(texts)));
  if (holes.length === 0) return template.code;
  const codes: Code[] = [];
  for (const hole of holes) codes.push(hole instanceof Code ? hole : asCode(hole));
  const [only] = codes;
  if (only && codes.length === 1 && texts[0] === "" && texts[1] === "") return only;
  const text = template.isOneLine ? flatText(texts, codes) : undefined;
  if (text === undefined) return filled(template.lines, codes);
  const shape = { kind: "text", text } as const;
  return isText(texts, codes) ? codeOf(text, shape) : filled(template.lines, codes, shape);
}

function templateOf(texts: TemplateStringsArray): Template {
  if (!Object.isFrozen(texts) || !Object.isFrozen(texts.raw)) {
    throw new InternalError("ts is a tag for template literals, not a function");
  }
  const lines = dedented(linesOf(texts));
  const isOneLine = !texts.some((text) => text.includes("\n"));
  const [text = ""] = texts;
  if (text === "") return { lines, isOneLine, code: nothing };
  return {
    lines,
    isOneLine,
    code: filled(lines, [], isOneLine ? { kind: "text", text } : undefined),
  };
}

/** What is printed, if that is no more than a line of text. */
function flatText(texts: readonly string[], codes: readonly Code[]): string | undefined {
  let flat = texts[0] ?? "";
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index];
    const shape = code && shapeOf(code);
    if (shape?.kind !== "text") return undefined;
    flat += shape.text + (texts[index + 1] ?? "");
  }
  return flat;
}

/** Whether the holes take texts that need no parentheses, and import nothing. */
function isText(texts: readonly string[], codes: readonly Code[]): boolean {
  return codes.every(
    (code, index) =>
      typeof layoutOf(code) === "string" &&
      !isTorn(shapeOf(code), texts[index] ?? "", texts[index + 1] ?? ""),
  );
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
