/** Ends the reading of a value: says what is wrong, in words that follow its name. */
export class Unreadable extends Error {
  /** Of JSON Schema or OpenAPI, that is not met. */
  readonly keyword: string;
  /** JSON pointer of what is unreadable in the value. */
  readonly at: string;

  constructor(keyword: string, message: string, at = "") {
    super(message);
    this.keyword = keyword;
    this.at = at;
  }
}
