/** The folders of cases, in the order in which they are reported. */
export const FOLDERS = ["vtl", "velocity", "http", "sigv4", "more"] as const;
export type Folder = (typeof FOLDERS)[number];

/** What came of a case: every reason for which it failed, none if it passed. */
export interface Verdict {
  readonly why: readonly string[];
  /** What it asks of a gateway besides HTTP integrations, as far as its document says. */
  readonly needs: readonly string[];
  /** Whether the generator said that it cannot do what the case asks for. */
  readonly unsupported: boolean;
}

export interface Outcome extends Verdict {
  readonly folder: Folder;
  readonly name: string;
  readonly features: readonly string[];
  readonly doubt: boolean;
}
