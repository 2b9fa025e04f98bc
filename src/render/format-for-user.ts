/**
 * A file that will be its user's, as prettier lays it out. Generated files are printed in their
 * final form and never come here: formatting them would take longer than all the rest.
 */
export async function formatForUser(path: string, text: string): Promise<string> {
  const parser = PARSERS.find(([ending]) => path.endsWith(ending))?.[1];
  if (parser === undefined) return text;
  const { format } = await import("prettier");
  return format(text, { parser, printWidth: 100 });
}

const PARSERS = [
  [".ts", "typescript"],
  [".mjs", "babel"],
  [".json", "json"],
  [".md", "markdown"],
] as const;
