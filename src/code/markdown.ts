import { type Code, codeOf, nothing } from "./code.js";
import { blankUnseen, escapeUnseen } from "./unseen.js";
import { readable } from "./wrapped-text.js";

/**
 * `text` as words in a paragraph, a heading or a cell of a table of a Markdown file: nothing in it
 * makes a link, an image, a tag, code or a block. One line, whatever it was.
 */
export function markdown(text: string): Code {
  const words = blankUnseen(readable(text))
    .split(" ")
    .filter((word) => word !== "")
    .join(" ");
  return codeOf(words.replace(ACTIVE, "\\$&"));
}

/**
 * What Markdown acts upon: its punctuation, the `.` after a number that begins a list and in the
 * addresses that GitHub links by themselves, and the `)` of the other kind of list.
 */
const ACTIVE = /[\\`*_{}[\]<>&!|~#+\-=:@$^]|(?<=^\d{1,9})[.)]|(?<=www)\./gi;

/** `text` as a code span, which nothing in it can close. Not inside a table if it may hold a `|`. */
export function markdownCode(text: string): Code {
  const shown = escapeUnseen(text);
  if (shown.trim() === "") return nothing;
  const longest = (shown.match(/`+/g) ?? []).reduce(
    (most, { length }) => Math.max(most, length),
    0,
  );
  const fence = "`".repeat(longest + 1);
  const padding = /^`|`$|^ .* $/.test(shown) ? " " : "";
  return codeOf(fence + padding + shown + padding + fence);
}
