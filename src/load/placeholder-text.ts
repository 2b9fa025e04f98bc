/** A piece of a text: what is written, or something that whoever deploys it puts in. */
export type TextPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "placeholder"; readonly name: string };

/**
 * A text with placeholders that have no value yet, as CloudFormation's functions make them. It is
 * no string, so that nothing takes it for one.
 */
export class PlaceholderText {
  readonly #pieces: readonly TextPiece[];

  constructor(pieces: readonly TextPiece[]) {
    this.#pieces = pieces;
  }

  get pieces(): readonly TextPiece[] {
    return this.#pieces;
  }

  /** As one would write it: placeholders as `${name}`. */
  toString(): string {
    return this.#pieces
      .map((piece) => (piece.kind === "text" ? piece.text : `\${${piece.name}}`))
      .join("");
  }
}

/**
 * What cannot be told, and why: a condition without a value, a text with placeholders where all of it
 * must be known, or a function whose result only a deploy knows.
 */
export class Undecided {
  constructor(
    readonly cause:
      | { readonly condition: string }
      | { readonly name: string }
      /** Its result is known, and longer than any text may be. */
      | { readonly name: string; readonly limit: number }
      | PlaceholderText,
  ) {}
}

/**
 * Splits a text at its `${name}`s, as Terraform and CloudFormation write them. `$${` and `${!`
 * escape one (Terraform's way and CloudFormation's); stage variables are Amazon's own, and stay.
 */
export function splitPlaceholders(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  const add = (piece: string) => {
    const last = pieces.at(-1);
    if (piece === "") return;
    if (last?.kind === "text") pieces.splice(-1, 1, { kind: "text", text: last.text + piece });
    else pieces.push({ kind: "text", text: piece });
  };
  let end = 0;
  for (const match of text.matchAll(/\$?\$\{([^{}]*)\}/g)) {
    const [whole, inside = ""] = match;
    add(text.slice(end, match.index));
    end = match.index + whole.length;
    if (whole.startsWith("$$")) add(whole.slice(1));
    else if (inside.startsWith("!")) add(`\${${inside.slice(1)}}`);
    else if (inside.startsWith("stageVariables.") || inside.trim() === "") add(whole);
    else pieces.push({ kind: "placeholder", name: inside.trim() });
  }
  add(text.slice(end));
  return pieces;
}

/** Pieces as a plain text where nothing is missing, with neighbouring texts joined. */
export function joinPieces(pieces: readonly TextPiece[]): string | PlaceholderText {
  const joined: TextPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === "text" && last?.kind === "text") {
      joined.splice(-1, 1, { kind: "text", text: last.text + piece.text });
    } else joined.push(piece);
  }
  const isPlain = joined.every(({ kind }) => kind === "text");
  return isPlain
    ? joined.map((piece) => (piece.kind === "text" ? piece.text : "")).join("")
    : new PlaceholderText(joined);
}
