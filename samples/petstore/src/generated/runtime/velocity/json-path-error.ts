import { TemplateError } from "./template-error.js";

/** A text that is no JSONPath. */
export class JsonPathError extends TemplateError {
  override readonly name = "JsonPathError";

  constructor(
    reason: string,
    readonly offset: number,
  ) {
    super(`JSONPath: ${reason} at ${offset}`);
  }
}
