import type { Cursor } from "../load/cursor.js";
import type { ConfiguredTextPart } from "../model/configured-text.js";

/** What an origin of CORS looks like: `*`, or a scheme and a host, and perhaps what a deploy decides. */
export const ORIGIN = {
  pattern: "^(\\*|\\$\\{[!-~]+|[a-z][a-z0-9+.-]*:\\/\\/[!-~]+)$",
  form: 'an origin, such as "https://pages.example.com", or "*"',
};

/** Whether a text is an origin; what a deploy decides may be any part of one. */
export function isOrigin(origin: Cursor): boolean {
  const pieces = origin.pieces();
  if (pieces === undefined) return false;
  const written = pieces.map((piece) => (piece.kind === "text" ? piece.text : "${x}")).join("");
  return new RegExp(ORIGIN.pattern).test(written);
}

/** An origin often differs between the places where an API is deployed. */
export function readOrigin(origin: Cursor): readonly ConfiguredTextPart[] {
  return (origin.pieces() ?? []).map((piece) =>
    piece.kind === "text" ? piece : { kind: "variable", name: piece.name },
  );
}
