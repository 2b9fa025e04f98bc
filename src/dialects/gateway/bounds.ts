import type { ApiFamily } from "../../model/gateway-model.js";

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What a value of `x-gateway` may be: at most what the family's gateways do. */
export interface Bounds {
  /** For an integration to answer. */
  readonly timeoutMs: Range;
  /** Of a request body. */
  readonly bodyBytes: Range;
  /** Of all header lines of a request. Fewer than the least would refuse ordinary clients. */
  readonly headerBytes: Range;
}

const BODY = { min: 0, max: 10_485_760 };

/** REST and HTTP APIs have Amazon's limits; they can be tightened, not passed. */
export const BOUNDS: Readonly<Record<ApiFamily, Bounds>> = {
  rest: {
    timeoutMs: { min: 50, max: 29_000 },
    bodyBytes: BODY,
    headerBytes: { min: 1024, max: 10_240 },
  },
  http: {
    timeoutMs: { min: 50, max: 30_000 },
    bodyBytes: BODY,
    headerBytes: { min: 1024, max: 10_240 },
  },
  openapi: {
    timeoutMs: { min: 50, max: 300_000 },
    bodyBytes: BODY,
    headerBytes: { min: 1024, max: 16_384 },
  },
};

/** What some family takes. */
export function widest(bound: keyof Bounds): Range {
  const ranges = Object.values(BOUNDS).map((bounds) => bounds[bound]);
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  };
}
