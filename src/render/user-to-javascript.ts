import { transformSync } from "oxc-transform";

/** A user's file that does not parse; the message says where. */
export class UserSyntaxError extends Error {}

/**
 * A user's TypeScript as JavaScript, with a map by which Node tells the user's own lines.
 * @param file its absolute path
 */
export function userToJavaScript(file: string, text: string): string {
  const { code, map, errors } = transformSync(file, text, {
    sourceType: "module",
    sourcemap: true,
    typescript: { rewriteImportExtensions: "rewrite" },
  });
  const [error] = errors;
  if (error !== undefined) {
    const before = text.slice(0, error.labels[0]?.start ?? 0).split("\n");
    const position = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new UserSyntaxError(`${file}:${position}: ${error.message}`);
  }
  if (map === undefined) return code;
  const encoded = Buffer.from(JSON.stringify({ ...map, sources: [file] })).toString("base64");
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}
