import { parseTemplateText } from "./parse-template.js";
import type { Scanner } from "./scanner.js";
import type { Expression, Statement, Template } from "./syntax-tree.js";

/** The text in quotes that begins here, if one does. In double quotes it is a template of its own. */
export function parseString(scanner: Scanner): Expression | undefined {
  const quote = scanner.next();
  if (quote !== '"' && quote !== "'") return undefined;
  const start = scanner.place;
  const end = endOfString(scanner.text, scanner.at, quote);
  if (end === undefined) scanner.fail(`a text that begins with ${quote} has no end`);
  const inside = scanner.text.slice(scanner.at + 1, end - 1).replaceAll(quote + quote, quote);
  scanner.at = end;
  const span = { start, end: scanner.place };
  if (quote === "'") return { kind: "string", text: inside, ...span };
  const text = inside.replaceAll(/\\u([\dA-Fa-f]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (!/[$#]/.test(text)) return { kind: "string", text, ...span };
  const template = scanner.nested(() => interpolated(text, start + 1, scanner.depth));
  const [only] = template;
  if (template.length === 0) return { kind: "string", text: "", ...span };
  return template.length === 1 && only?.kind === "text"
    ? { kind: "string", text: only.text, ...span }
    : { kind: "interpolated", template, ...span };
}

/** Where the text ends, behind its quote: a doubled quote is one of it. A backslash is no escape. */
function endOfString(text: string, start: number, quote: string): number | undefined {
  for (let at = text.indexOf(quote, start + 1); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at + 1;
  }
  return undefined;
}

/**
 * Velocity parses the text with a space at its end, or a line end where a comment might not end, and
 * takes that off what is rendered: a `$` at the end is no mistake there.
 */
function interpolated(text: string, offset: number, depth: number): Template {
  if (text.includes("##")) return parseTemplateText(`${text}\n`, offset, depth);
  const template = parseTemplateText(`${text} `, offset, depth);
  const last = template.at(-1);
  if (last?.kind !== "text") return template;
  const rest: Statement[] =
    last.text === " " ? [] : [{ kind: "text", text: last.text.slice(0, -1) }];
  return [...template.slice(0, -1), ...rest];
}
