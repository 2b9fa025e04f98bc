import type { FieldReader, SentField } from "./field.js";
import { scalarField } from "./field.js";
import { type FieldReaders, formObject } from "./form-object.js";
import { Unreadable } from "./unreadable.js";

/**
 * An object in one text: names and values in turn, `R,100,G,200`, or assigned, `R=100,G=200`.
 * @param members how values are read that are not texts
 */
export function membersField(
  members: FieldReaders,
  separator: string,
  assignment?: string,
): FieldReader {
  return ([first, ...more]) => {
    if (first === undefined || more.length > 0) {
      throw new Unreadable("type", "must be sent once");
    }
    const pieces = first.text === "" ? [] : first.text.split(separator);
    const fields = assignment === undefined ? inTurn(pieces) : assigned(pieces, assignment);
    return formObject(fields, members, scalarField());
  };
}

type Field = readonly [name: string, field: SentField];

function inTurn(pieces: readonly string[]): readonly Field[] {
  if (pieces.length % 2 === 1) throw new Unreadable("style", "must be names and values");
  return pieces.flatMap((name, index) =>
    index % 2 === 0 ? [[name, fieldOf(pieces[index + 1] ?? "")] as const] : [],
  );
}

function assigned(pieces: readonly string[], assignment: string): readonly Field[] {
  return pieces.map((piece) => {
    const at = piece.indexOf(assignment);
    if (at === -1) throw new Unreadable("style", `must have "${assignment}" in each member`);
    return [piece.slice(0, at), fieldOf(piece.slice(at + assignment.length))] as const;
  });
}

function fieldOf(text: string): SentField {
  return { text, binary: text, mediaType: undefined };
}
