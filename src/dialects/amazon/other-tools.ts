import type { TextPiece } from "../../load/placeholder-text.js";
import { joinPieces } from "../../load/placeholder-text.js";
import type { Variables } from "../../load/variables.js";

/** What other tools put in before the document is imported: `<<region>>`, `{{account}}`. */
export const OTHER_TOOLS = /<<?[\w.-]+>>?|\{\{\{?[\w.-]+\}?\}\}/;

/** A text in which what other tools put in is a placeholder, or the user's value for it. */
export function readOtherTools(
  pieces: readonly TextPiece[],
  variables: Variables,
): readonly TextPiece[] {
  const read = joinPieces(
    pieces.flatMap((piece) =>
      piece.kind === "text" ? placeholdersOf(piece.text, variables) : piece,
    ),
  );
  return typeof read === "string" ? [{ kind: "text", text: read }] : read.pieces;
}

function placeholdersOf(text: string, variables: Variables): readonly TextPiece[] {
  return text
    .split(new RegExp(`(${OTHER_TOOLS.source})`))
    .filter((part) => part !== "")
    .map((part): TextPiece => {
      if (!OTHER_TOOLS.test(part)) return { kind: "text", text: part };
      const name = part.replaceAll(/[<>{}]/g, "");
      const value = variables.get(name);
      return value === undefined ? { kind: "placeholder", name } : { kind: "text", text: value };
    });
}
