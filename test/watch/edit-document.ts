/** A place in a value that is plain data. */
interface Member {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string;
}

/** A number from 0 up to, and without, `below`. */
export type Draw = (below: number) => number;

/**
 * Changes a document at random as somebody might who edits it: removes, copies, renames and moves what
 * is in it, or writes something else in its place, so that what was all right may not be any more.
 */
export function editDocument(document: unknown, draw: Draw): unknown {
  const edited = structuredClone(document);
  const members = membersOf(edited);
  const pick = () => members[draw(members.length)];
  const [at, other] = [pick(), pick()];
  if (at === undefined || other === undefined) return edited;
  const [value, otherValue] = [read(at), read(other)];
  const isLong = (each: unknown) => JSON.stringify(each).length > 2000;
  switch (draw(8)) {
    case 0:
      remove(at);
      break;
    case 1:
      write(at, isLong(otherValue) ? null : structuredClone(otherValue));
      break;
    case 2:
      if (Array.isArray(at.holder)) at.holder.push(structuredClone(value));
      else at.holder[`${at.key}2`] = structuredClone(value);
      break;
    case 3:
      rename(at, `${at.key}X`);
      break;
    case 4:
      reverse(at.holder);
      break;
    case 5:
      write(at, similar(value, "readOnly"));
      break;
    default:
      write(at, similar(value, "changed"));
  }
  return edited;
}

/** Something else of the same kind. */
function similar(value: unknown, word: string): unknown {
  if (typeof value === "string") return `${value} ${word}`;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.slice(1);
  if (typeof value !== "object" || value === null) return word;
  return word === "readOnly" ? { ...value, readOnly: true } : { ...value, description: word };
}

function membersOf(value: unknown): readonly Member[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Member["holder"];
  return Object.entries(value).flatMap(([key, member]) => [
    { holder, key },
    ...membersOf(member as unknown),
  ]);
}

function read({ holder, key }: Member): unknown {
  return (holder as Record<string, unknown>)[key];
}

function write({ holder, key }: Member, value: unknown): void {
  (holder as Record<string, unknown>)[key] = value;
}

function remove({ holder, key }: Member): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Keeps its place. */
function rename({ holder, key }: Member, name: string): void {
  if (Array.isArray(holder)) return;
  for (const [each, value] of Object.entries(holder)) {
    delete holder[each];
    holder[each === key ? name : each] = value;
  }
}

function reverse(holder: Member["holder"]): void {
  if (Array.isArray(holder)) {
    holder.reverse();
    return;
  }
  for (const [key, value] of Object.entries(holder).toReversed()) {
    delete holder[key];
    holder[key] = value;
  }
}
