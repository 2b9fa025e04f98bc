/**
 * How diagnostics are printed. `pretty` is talk, on stderr; the others are data, on stdout, where
 * nothing else is printed then. `json` has what the command found besides.
 */
export const FORMATS = ["pretty", "json", "sarif", "github"] as const;

export type Format = (typeof FORMATS)[number];
