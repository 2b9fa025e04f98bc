/** A text that even Amazon API Gateway does not take for JSON, such as a map that is not closed. */
export class UnparsableJson extends Error {
  override readonly name = "UnparsableJson";

  constructor(
    reason: string,
    readonly offset: number,
  ) {
    super(`JSON: ${reason} at ${offset}`);
  }
}
