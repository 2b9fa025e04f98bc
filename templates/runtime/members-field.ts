import { type FieldReader, onlyOne, scalarField } from "./field.js";
import { type FieldReaders, formObject } from "./form-object.js";
import { type SentField, sentText, splitField } from "./sent-field.js";
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
  return (sent) => {
    const only = onlyOne(sent);
    const pieces = only.text === "" ? [] : splitField(only, separator);
    const fields = assignment === undefined ? inTurn(pieces) : assigned(pieces, assignment);
    return formObject(fields, members, scalarField());
  };
}

type Field = readonly [name: string, field: SentField];

function inTurn(pieces: readonly SentField[]): readonly Field[] {
  if (pieces.length % 2 === 1) throw new Unreadable("style", "must be names and values");
  return pieces.flatMap(({ text }, index) => {
    const value = pieces[index + 1];
    return index % 2 === 0 && value !== undefined ? [[text, value] as const] : [];
  });
}

function assigned(pieces: readonly SentField[], assignment: string): readonly Field[] {
  return pieces.map(({ encoded, decode }) => {
    const at = encoded.indexOf(assignment);
    if (at === -1) throw new Unreadable("style", `must have "${assignment}" in each member`);
    const value = sentText(encoded.slice(at + assignment.length), decode);
    return [decode(encoded.slice(0, at)), value] as const;
  });
}
