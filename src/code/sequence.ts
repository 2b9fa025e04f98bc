import { type Code, codeOf, layoutOf } from "./code.js";
import * as layout from "./layout.js";

/** A line break that becomes a space where the group around it fits on one line. */
export const line: Code = codeOf(layout.line);
/** A line break that becomes nothing where the group around it fits on one line. */
export const softline: Code = codeOf(layout.softline);
/** A line break, always. */
export const hardline: Code = codeOf(layout.hardline);

/** All of `code` on one line if it fits, else a line break at each of its own lines. */
export function group(code: Code): Code {
  return codeOf(layout.group(layoutOf(code)));
}

/** The lines that begin inside `code`, two columns further in. */
export function indent(code: Code): Code {
  return codeOf(layout.indent(layoutOf(code)));
}

/** The `codes` that are not empty, with `separator` between them. */
export function join(separator: Code, codes: readonly Code[]): Code {
  const items = codes.filter((code) => !code.isEmpty).map((code) => layoutOf(code));
  return codeOf(layout.join(layoutOf(separator), items));
}

/** One below the other: statements, members, declarations. */
export function lines(codes: readonly Code[]): Code {
  return join(hardline, codes);
}

/** One below the other with a blank line between: the declarations of a file. */
export function paragraphs(codes: readonly Code[]): Code {
  return join(codeOf([layout.hardline, layout.hardline]), codes);
}
