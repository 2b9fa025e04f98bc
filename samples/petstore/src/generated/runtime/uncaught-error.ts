/** Takes over an error that nothing caught, if it is one of its own. */
export type Claim = (error: unknown) => boolean;

const claims = new Set<Claim>();

/** Has errors that nothing caught shown to `claim`, before they end the process. */
export function claimUncaughtErrors(claim: Claim): void {
  claims.add(claim);
}

/** Whether somebody took it over. */
export function isClaimed(error: unknown): boolean {
  return [...claims].some((claim) => claim(error));
}
