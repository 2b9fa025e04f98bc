import type { TextPiece } from "./placeholder-text.js";
import { joinPieces, PlaceholderText, splitPlaceholders, Undecided } from "./placeholder-text.js";
import { MAX_MADE_TEXT } from "./limits.js";
import type { Variables } from "./variables.js";

/** What a value comes to: the value, and the way to where it stands, if that is further down. */
export interface Evaluated {
  /** Undefined when the value says that there is none (`AWS::NoValue`). */
  readonly value: unknown;
  /** Keys that lead from the value as written to the one that it comes to. */
  readonly path: readonly string[];
}

/** The way to a value that comes to itself, as nearly all do. */
const HERE: readonly string[] = [];

/**
 * Evaluates a value of a document as far as that can be done before it is deployed: CloudFormation's
 * functions in their long form, and in plain texts the placeholders that have a value. A text that
 * still has some is a `PlaceholderText` when a function made it; a plain one stays as it is, for
 * only its reader knows whether `${x}` is a placeholder there. Without end: a condition may lead to
 * another.
 */
export function evaluate(value: unknown, variables: Variables): Evaluated {
  try {
    return evaluated(value, variables);
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error;
    const cause = { name: intrinsic(value)?.name ?? "", limit: MAX_MADE_TEXT };
    return { value: new Undecided(cause), path: HERE };
  }
}

class TextTooLong extends Error {}

function evaluated(value: unknown, variables: Variables): Evaluated {
  if (typeof value === "string") {
    return { value: replaceKnown(value, variables), path: HERE };
  }
  const call = intrinsic(value);
  if (call === undefined) return { value, path: HERE };
  if (call.name !== "Fn::If") return { value: evaluateCall(call, variables), path: HERE };
  const branch = chooseBranch(call, variables);
  if (branch === undefined) return { value: undecided(call), path: HERE };
  const chosen = evaluated(branch.value, variables);
  return { value: chosen.value, path: ["Fn::If", branch.index, ...chosen.path] };
}

interface Call {
  readonly name: string;
  readonly argument: unknown;
}

/** Objects with several keys: even to begin with the keys of a large one costs what it is large. */
const large = new WeakSet<object>();

/** A function of CloudFormation's: an object with nothing but its name as a key. */
function intrinsic(value: unknown): Call | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (large.has(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length > 1) large.add(value);
  const [name] = keys;
  if (name === undefined || keys.length > 1) return undefined;
  const argument = (value as Readonly<Record<string, unknown>>)[name];
  if (name === "Ref") return typeof argument === "string" ? { name, argument } : undefined;
  return /^Fn::[A-Z]\w+$/.test(name) ? { name, argument } : undefined;
}

function evaluateCall(call: Call, variables: Variables): unknown {
  if (call.name === "Ref" && call.argument === "AWS::NoValue") return undefined;
  const pieces = piecesOfCall(call, variables);
  if (pieces instanceof Undecided) return pieces;
  return pieces === undefined ? undecided(call) : joinPieces(pieces);
}

/** The text that a call makes; undefined when it makes none, or none that can be told. */
function piecesOfCall({ name, argument }: Call, variables: Variables): Pieces {
  switch (name) {
    case "Ref":
      return placeholder(String(argument), variables);
    case "Fn::Sub":
      return substitute(argument, variables);
    case "Fn::Join":
      return join(argument, variables);
    case "Fn::GetAtt":
    case "Fn::FindInMap":
      return dotted(argument, variables);
    case "Fn::ImportValue": {
      const exported = plain(piecesOf(argument, variables));
      return typeof exported === "string" ? placeholder(exported, variables) : exported;
    }
    case "Fn::Select": {
      const [index, list] = Array.isArray(argument) ? (argument as unknown[]) : [];
      const at = plain(piecesOf(index, variables));
      const items = listOf(list, variables);
      if (at instanceof Undecided) return at;
      return items instanceof Undecided ? items : items?.[Number(at)];
    }
    case "Fn::Base64": {
      const text = plain(piecesOf(argument, variables));
      return typeof text === "string"
        ? concat([textPiece(Buffer.from(text).toString("base64"))])
        : text;
    }
    default:
      return undefined;
  }
}

type Pieces = readonly TextPiece[] | Undecided | undefined;

function piecesOf(value: unknown, variables: Variables): Pieces {
  const { value: found } = evaluated(value, variables);
  if (found instanceof PlaceholderText) return found.pieces;
  if (found instanceof Undecided) return found;
  return ["string", "number", "boolean"].includes(typeof found)
    ? textPiece(String(found))
    : undefined;
}

/** `Fn::Sub: text` or `[text, {name: value}]`; `${!x}` is the text `${x}`. */
function substitute(argument: unknown, variables: Variables): Pieces {
  const [text, own] = (Array.isArray(argument) ? argument : [argument]) as unknown[];
  if (typeof text !== "string") return undefined;
  const values = (typeof own === "object" ? own : null) as Record<string, unknown> | null;
  // Each is evaluated once, however often it is named: functions may be nested in it.
  const found = new Map<string, Pieces>();
  const parts = splitPlaceholders(text).map((piece): Pieces => {
    if (piece.kind === "text") return [piece];
    const { name } = piece;
    if (values === null || !Object.hasOwn(values, name)) return placeholder(name, variables);
    if (!found.has(name)) found.set(name, piecesOf(values[name], variables));
    return found.get(name);
  });
  return concat(parts);
}

function join(argument: unknown, variables: Variables): Pieces {
  const [separator, list] = (Array.isArray(argument) ? argument : []) as unknown[];
  const items = listOf(list, variables);
  if (items instanceof Undecided) return items;
  if (typeof separator !== "string" || items === undefined) return undefined;
  return concat(items.flatMap((item, i) => (i === 0 ? [item] : [textPiece(separator), item])));
}

/** The items of a list that is written out, or of a text that `Fn::Split` takes apart. */
function listOf(list: unknown, variables: Variables): readonly Pieces[] | Undecided | undefined {
  if (Array.isArray(list)) return list.map((item) => piecesOf(item, variables));
  const call = intrinsic(list);
  if (call?.name !== "Fn::Split" || !Array.isArray(call.argument)) return undefined;
  const [separator, text] = call.argument as unknown[];
  const whole = plain(piecesOf(text, variables));
  if (whole instanceof Undecided) return whole;
  if (typeof separator !== "string" || separator === "" || whole === undefined) return undefined;
  return whole.split(separator).map(textPiece);
}

/** `[Resource, Attribute]` or `Resource.Attribute`: one placeholder of that name. */
function dotted(argument: unknown, variables: Variables): Pieces {
  const names = (Array.isArray(argument) ? argument : [argument]).map((part) =>
    plain(piecesOf(part, variables)),
  );
  const open = names.find((name) => name instanceof Undecided);
  if (open !== undefined) return open;
  return names.includes(undefined) ? undefined : placeholder(names.join("."), variables);
}

function placeholder(name: string, variables: Variables): Pieces {
  const value = variables.get(name);
  return value === undefined ? [{ kind: "placeholder", name }] : textPiece(value);
}

function textPiece(text: string): readonly TextPiece[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

/** A text all of which must be known. */
function plain(pieces: Pieces): string | Undecided | undefined {
  if (pieces === undefined || pieces instanceof Undecided) return pieces;
  const joined = joinPieces(pieces);
  return typeof joined === "string" ? joined : new Undecided(joined);
}

function concat(parts: readonly Pieces[]): Pieces {
  const joined: TextPiece[] = [];
  let length = 0;
  for (const part of parts) {
    if (part === undefined || part instanceof Undecided) return part;
    for (const piece of part) {
      length += piece.kind === "text" ? piece.text.length : piece.name.length;
      joined.push(piece);
      if (length > MAX_MADE_TEXT) throw new TextTooLong();
    }
  }
  return joined;
}

function chooseBranch(
  { argument }: Call,
  variables: Variables,
): { readonly index: string; readonly value: unknown } | undefined {
  const [condition, whenTrue, whenFalse] = (Array.isArray(argument) ? argument : []) as unknown[];
  const decided = typeof condition === "string" ? variables.get(condition) : undefined;
  if (decided === "true") return { index: "1", value: whenTrue };
  return decided === "false" ? { index: "2", value: whenFalse } : undefined;
}

function undecided({ name, argument }: Call): Undecided {
  const [condition] = (Array.isArray(argument) ? argument : []) as unknown[];
  const isCondition = name === "Fn::If" && typeof condition === "string";
  return new Undecided(isCondition ? { condition } : { name });
}

/** Puts in the values of placeholders that are known, and leaves all else as it is written. */
export function replaceKnown(text: string, variables: Variables): string {
  if (variables.isEmpty) return text;
  return text.replaceAll(/(?<!\$)\$\{([^{}]*)\}/g, (whole, inside: string) => {
    return variables.get(inside.trim()) ?? whole;
  });
}
