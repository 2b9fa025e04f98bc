/** What was generated last of each file that its user may change, which is committed with it. */
export const BASE = ".gatewright/base/";

/** No tool takes the copies for what they are copies of. */
export const SUFFIX = ".base";

/** Where the base of a file is, below the project's folder. */
export function basePath(path: string): string {
  return `${BASE}${path}${SUFFIX}`;
}
