import type { Code } from "../code/code-kit.js";
import { call, InternalError, lit, regex } from "../code/code-kit.js";
import { judgePattern } from "./pattern/judge-pattern.js";

/**
 * What tests whether a text has a match for a pattern, on the engine that it may run on.
 * @param maxLength the schema's, if longer texts are refused before
 * @param runtime imports from a file of the runtime
 */
export function patternCode(
  pattern: string,
  maxLength: number | undefined,
  runtime: (exported: string, file: string) => Code,
): Code {
  const judgement = judgePattern(pattern, maxLength);
  switch (judgement.engine) {
    case "native":
      return regex(pattern, judgement.flags);
    case "re2":
      return call(runtime("re2Pattern", "re2-pattern"), [lit(judgement.expression)]);
    case "refused":
      throw new InternalError(`a pattern that was refused: ${judgement.why}`);
  }
}
