/** How an upstream is called, where the document says it. Times are milliseconds. */
export interface UpstreamOptions {
  /** Base URLs of its servers, where it has several; the first is also its base URL. */
  readonly targets?: readonly string[];
  readonly balancing?: "round-robin" | "least-pending";
  readonly passiveHealth?: { readonly failures: number; readonly ejectionMs: number };
  readonly activeHealth?: ActiveHealth;
  readonly retry?: RetryRules;
  readonly circuitBreaker?: {
    readonly failures: number;
    readonly windowMs: number;
    readonly openMs: number;
  };
  readonly tls?: UpstreamTls;
  readonly pool?: UpstreamPool;
}

export interface ActiveHealth {
  readonly path: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly healthy: number;
  readonly unhealthy: number;
  /** Absent, any of 2xx passes. */
  readonly status?: number;
}

export interface RetryRules {
  readonly attempts: number;
  readonly budget: number;
  readonly on: readonly (string | number)[];
}

/** How an upstream and the gateway know each other. */
export interface UpstreamTls {
  readonly insecureSkipVerification?: true;
  readonly serverName?: string;
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

export type UpstreamFileKind = "caFile" | "certFile" | "keyFile";

/** The PEM files of an upstream's TLS, with where they usually are. */
export function filesOf({
  options,
}: {
  readonly options?: UpstreamOptions;
}): readonly (readonly [UpstreamFileKind, string])[] {
  const { caFile, certFile, keyFile } = options?.tls ?? {};
  return Object.entries({ caFile, certFile, keyFile }).flatMap(([kind, path]) =>
    path === undefined ? [] : [[kind as UpstreamFileKind, path] as const],
  );
}

/** What differs from what upstreams may take usually. */
export interface UpstreamPool {
  readonly connections?: number;
  readonly connectTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  readonly keepAliveMs?: number;
  readonly maxHeaderBytes?: number;
  readonly maxResponseBytes?: number;
}

/** Whether calls are spread over servers, watched or made again. */
export function isTargetGroup({ options = {} }: { readonly options?: UpstreamOptions }): boolean {
  const { targets, balancing, passiveHealth, activeHealth, retry, circuitBreaker } = options;
  return [targets, balancing, passiveHealth, activeHealth, retry, circuitBreaker].some(
    (each) => each !== undefined,
  );
}
