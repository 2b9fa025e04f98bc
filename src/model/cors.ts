import type { ConfiguredText } from "./configured-text.js";

/** What pages of other origins may do. What is empty or undefined is not said to browsers. */
export interface Cors {
  /** `*` is any origin, `https://*` and `http://*` are any of that scheme. */
  readonly allowOrigins: readonly ConfiguredText[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  /** Seconds. */
  readonly maxAge: number | undefined;
  readonly allowCredentials: boolean;
}
