import { format } from "prettier";

/** The README with what stands between a command's markers written anew. */
export async function withSection(
  readme: string,
  command: string,
  markdown: string,
): Promise<string> {
  const opening = `<!-- written by ${command} -->`;
  const closing = `<!-- end of what ${command} writes -->`;
  const begin = readme.indexOf(opening);
  const end = readme.indexOf(closing);
  if (begin === -1 || end < begin) throw new Error(`README.md needs "${opening}" and "${closing}"`);
  const text = await format(markdown, { parser: "markdown", printWidth: 100 });
  return `${readme.slice(0, begin)}${opening}\n\n${text}\n${readme.slice(end)}`;
}

export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
