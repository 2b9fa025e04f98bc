import type { Location } from "../diagnostics/diagnostic.js";

/** How well something came over: with the same effect, with nearly the same, or with none. */
export type Outcome = "exactly" | "nearly" | "not";

/** What became of one value of the CLI's output. */
export interface ImportEntry {
  readonly outcome: Outcome;
  readonly at: Location;
  /** What it is in the overlay, or why it is nothing, or something a little different, there. */
  readonly why: string;
  /** Of what did not come over: what to do in its place; undefined where nothing is to be done. */
  readonly instead?: string;
}

/** Output of the CLI that would tell more, and the command that prints it. */
export interface MissingOutput {
  /** What is not known without it. */
  readonly what: string;
  readonly command: string;
}

/** Collects what became of each value, in the order in which they were read. */
export class ImportReport {
  readonly entries: ImportEntry[] = [];
  readonly missing: MissingOutput[] = [];

  exactly(at: Location, why: string): void {
    this.entries.push({ outcome: "exactly", at, why });
  }

  nearly(at: Location, why: string): void {
    this.entries.push({ outcome: "nearly", at, why });
  }

  not(at: Location, why: string, instead: string | undefined): void {
    this.entries.push({ outcome: "not", at, why, ...(instead !== undefined && { instead }) });
  }

  misses(what: string, command: string): void {
    this.missing.push({ what, command });
  }
}
