/** Why a text is no template. */
export class TemplateSyntaxError extends Error {
  constructor(
    message: string,
    /** Where in the template's text. */
    readonly offset: number,
  ) {
    super(message);
  }
}
