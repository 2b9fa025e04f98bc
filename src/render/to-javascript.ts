import { transformSync } from "oxc-transform";
import { InternalError } from "../code/code-kit.js";

/** TypeScript of ours without its types. */
export function toJavaScript(text: string): string {
  const { code, errors } = transformSync("module.ts", text, { lang: "ts", sourceType: "module" });
  const [error] = errors;
  if (error !== undefined) throw new InternalError(`${error.message}\n${text}`);
  return code;
}
