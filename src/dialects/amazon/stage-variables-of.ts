import type { TextPiece } from "../../load/placeholder-text.js";
import type { ConfiguredTextPart } from "../../model/configured-text.js";

/** A text of the document with its stage variables, `${stageVariables.name}`, as values. */
export function stageVariablesOf(pieces: readonly TextPiece[]): readonly ConfiguredTextPart[] {
  return pieces.flatMap((piece): readonly ConfiguredTextPart[] => {
    if (piece.kind === "placeholder") return [{ kind: "variable", name: piece.name }];
    return piece.text
      .split(/(\$\{stageVariables\.[A-Za-z0-9_]+\})/)
      .filter((text) => text !== "")
      .map((text): ConfiguredTextPart => {
        const [, name] = /^\$\{stageVariables\.(.+)\}$/.exec(text) ?? [];
        return name === undefined ? { kind: "text", text } : { kind: "stageVariable", name };
      });
  });
}
