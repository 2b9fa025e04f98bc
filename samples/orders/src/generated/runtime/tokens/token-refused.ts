/** A token that does not hold, and why; nothing of the token is in it. */
export class TokenRefused extends Error {
  /** Whether it would hold if it were not too old. */
  readonly expired: boolean;

  constructor(reason: string, { expired = false, cause }: TokenRefusal = {}) {
    super(reason, { cause });
    this.expired = expired;
  }
}

interface TokenRefusal {
  readonly expired?: boolean;
  readonly cause?: unknown;
}
