import { readFile } from "node:fs/promises";

/** A row of the catalogue: bytes to send, and what must come of them. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly kind: "client" | "upstream" | "ws" | "ops" | "generator";
  readonly steps: readonly Step[];
  readonly expect: Expectation;
  /** What other servers answered, by server. */
  readonly reference: Readonly<Record<string, Reference>>;
  /** Milliseconds to wait before the next row. */
  readonly cooldown?: number;
}

/** Bytes are in base64, times in milliseconds. */
export interface Step {
  readonly send?: string;
  readonly wait?: number;
  /** A byte at a time. */
  readonly drip?: { readonly data: string; readonly gap: number };
  /** Do not read for this long. */
  readonly pause?: number;
  readonly end?: true;
  readonly reset?: true;
  readonly destroy?: true;
  readonly reconnect?: true;
  /** Connections that send nothing. */
  readonly idle?: number;
}

export interface Expectation {
  /** Every answer has one of these; 0 is none. */
  readonly status?: readonly number[];
  /** There are as many answers as statuses. */
  readonly exact?: boolean;
  readonly close?: boolean;
  /** Requests that reach the upstream, or the least and the most of them. */
  readonly upstream?: number | readonly [number, number];
  /** What no request line at the upstream matches. */
  readonly not?: readonly string[];
  /** What no head at the upstream matches, in its header lines. */
  readonly rawNot?: readonly string[];
  readonly rawHas?: readonly string[];
  /** What no answer matches. */
  readonly resNot?: readonly string[];
  readonly upstreamComplete?: false;
  /** The upstream gets the five bytes of the body. */
  readonly framing?: true;
  /** An answer of 200 must show that it was cut. */
  readonly truncated?: true;
  readonly within?: number;
  readonly log?: string;
}

interface Reference {
  readonly outcome: string;
}

export async function readCatalogue(path: string): Promise<readonly Row[]> {
  const { rows } = JSON.parse(await readFile(path, "utf8")) as { readonly rows: readonly Row[] };
  return rows;
}
