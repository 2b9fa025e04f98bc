/** Why something is no policy document, and at which of its members. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  /** What the access log tells. */
  readonly code = "POLICY";
  /** Names and positions that lead to the member: `Statement`, `0`, `Effect`. */
  readonly path: readonly (string | number)[];
  /** What must be there. */
  readonly expected: string;

  constructor(path: readonly (string | number)[], expected: string) {
    super(`${path.join(".") || "the policy"} ${expected}`);
    this.path = path;
    this.expected = expected;
  }
}
