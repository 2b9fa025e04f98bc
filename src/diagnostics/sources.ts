import type { Location } from "./diagnostic.js";

/** A place for people: both count from 1, columns in UTF-16 units as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The texts that diagnostics point into; whoever read the files implements it. */
export interface Sources {
  /** The document the user named; its problems are printed first. */
  readonly entry: string;
  /** The nearest place that exists in the text; undefined when the file was never read. */
  locate(at: Location): Position | undefined;
  text(file: string): string | undefined;
}

/** For problems that no text has. */
export const NO_SOURCES: Sources = { entry: "", locate: () => undefined, text: () => undefined };
