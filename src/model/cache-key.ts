/** What tells the kept responses of an operation apart, and what of a request they may depend on. */
export interface CacheKey {
  /** Operations with one name share responses; absent, each has its own. */
  readonly namespace?: string;
  readonly parameters: readonly KeyParameter[];
  /** Query parameters and headers that an upstream gets besides those. */
  readonly declared: readonly KeyParameter[];
}

export interface KeyParameter {
  readonly in: "path" | "query" | "header";
  readonly name: string;
}
