import { re2Pattern } from "../re2-pattern.js";
import type { PathPatterns } from "./path-patterns.js";
import { TemplateError } from "./template-error.js";

/** Patterns that take time in proportion to the text, whatever a request has put into them. */
export class Re2PathPatterns implements PathPatterns {
  readonly #compiled = new Map<string, Pick<RegExp, "test">>();

  matches(pattern: string, text: string): boolean {
    let compiled = this.#compiled.get(pattern);
    if (compiled === undefined) {
      // Paths may come from requests, which could fill the memory.
      if (this.#compiled.size >= MAX_COMPILED) this.#compiled.clear();
      compiled = compile(pattern);
      this.#compiled.set(pattern, compiled);
    }
    return compiled.test(text);
  }
}

const MAX_COMPILED = 100;

function compile(pattern: string): Pick<RegExp, "test"> {
  try {
    return re2Pattern(`\\A(?:${pattern})\\z`);
  } catch (error) {
    throw new TemplateError(`JSONPath: the pattern /${pattern}/`, { cause: error });
  }
}
