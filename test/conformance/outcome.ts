/** The folders of cases, in the order in which they are reported. */
export const FOLDERS = ["vtl", "velocity", "http", "sigv4", "more"] as const;
export type Folder = (typeof FOLDERS)[number];

/** How a case ended: every reason for which it failed, none if it passed. */
export interface Outcome {
  readonly folder: Folder;
  readonly name: string;
  readonly features: readonly string[];
  readonly doubt: boolean;
  readonly why: readonly string[];
}
