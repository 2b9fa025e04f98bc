import { type Code, codeOf, layoutOf, nothing } from "./code.js";
import {
  breakParent,
  group,
  hardline,
  ifBreak,
  indent,
  type Layout,
  lazyGroup,
  line,
} from "./layout.js";
import { paragraphsOf, wrapped } from "./wrapped-text.js";

/**
 * A JSDoc comment with `text`, on one line if it fits. Nothing in the text can end the comment,
 * begin a tag or give an order to a tool. Empty text gives no comment.
 */
export function doc(
  text: string,
  { deprecated = false }: { readonly deprecated?: boolean } = {},
): Code {
  const paragraphs = paragraphsOf(text).map((words) => words.map(defused));
  const body: Layout[] = paragraphs.length > 0 ? [wrapped(paragraphs, "* ")] : [];
  if (deprecated) body.push("@deprecated");
  if (body.length === 0) return nothing;
  const separator = [hardline, "* "];
  const contents = body.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
  const layout = () => [
    "/**",
    indent([ifBreak([line, "* "], " "), contents, line, "*/"], 1),
    paragraphs.length > 1 ? breakParent : "",
  ];
  return codeOf(
    paragraphs.length > 1 ? group(layout()) : lazyGroup(["/** ", ...contents, " */"], layout),
  );
}

/** A `//` comment with `text`, as many lines as it takes. Empty text gives no comment. */
export function comment(text: string): Code {
  const paragraphs = paragraphsOf(text).map((words) => words.map(defused));
  return paragraphs.length === 0 ? nothing : codeOf(["// ", wrapped(paragraphs, "// ")]);
}

/** `code` with a `//` comment: behind it where both fit on the line, else above it. */
export function commented(code: Code, text: string): Code {
  const said = layoutOf(comment(text));
  return codeOf(group([ifBreak([said, line], ""), layoutOf(code), ifBreak("", [" ", said])]));
}

const ORDERS = /((?:lint|prettier|biome|dprint)[-:])(?=ignore|disable|enable)/gi;

/** `word` with a backslash inside whatever a parser or a tool would act on. */
function defused(word: string): string {
  return word
    .replaceAll("*/", "*\\/")
    .replace(ORDERS, "$1\\")
    .replace(/(?<![A-Za-z0-9])@/g, "\\@");
}
