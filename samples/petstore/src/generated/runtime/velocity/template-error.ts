/** What makes Amazon answer 500 while a template runs: what Java would throw, or what is too large. */
export class TemplateError extends Error {
  override readonly name: string = "TemplateError";
}
