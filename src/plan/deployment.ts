import type { DeployedSettings } from "./deployed-settings.js";

/** What the files of `deploy/` share. */
export interface Deployment {
  /** What resources are called. */
  readonly name: string;
  readonly settings: DeployedSettings;
  /** Names of settings that the document leaves open, and without which it does not start. */
  readonly required: readonly string[];
  /** Whether the gateway itself must speak TLS, since it asks clients for certificates. */
  readonly isTls: boolean;
  readonly hasStore: boolean;
}

/** In patch releases only what was wrong changes. */
export const VALKEY_IMAGE = "valkey/valkey:8.1-alpine";

/** Counts and cached answers alone: nothing of it must outlive it. */
export const VALKEY_COMMAND = [
  "valkey-server",
  "--save",
  "",
  "--appendonly",
  "no",
  "--maxmemory",
  "192mb",
  "--maxmemory-policy",
  "volatile-ttl",
] as const;
