import type { Reporter } from "./diagnostics/reporter.js";
import type { Finding } from "./template-language/compile-template.js";
import { TemplateSyntaxError } from "./template-language/template-syntax-error.js";

/** What `compile` answers; undefined, with the reason reported, if the text is no template. */
export function reportingSyntax<Result>(
  file: string,
  reporter: Reporter,
  compile: () => Result,
): Result | undefined {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const { message: why, offset } = error;
    reporter.report("template-syntax", { file, pointer: "", offset }, { why });
    return undefined;
  }
}

/** Reports what the compiler found in a template. */
export function reportFindings(
  findings: readonly Finding[],
  source: string,
  file: string,
  reporter: Reporter,
): void {
  for (const { code, start, end } of findings) {
    const at = { file, pointer: "", offset: start };
    const written = source.slice(start, end);
    reporter.report(code, at, { written });
  }
}
