import type { TextPiece } from "./placeholder-text.js";
import { joinPieces, PlaceholderText, splitPlaceholders, Undecided } from "./placeholder-text.js";
import type { Variables } from "./variables.js";

/** What a value comes to: the value, and the way to where it stands, if that is further down. */
export interface Evaluated {
  /** Undefined when the value says that there is none (`AWS::NoValue`). */
  readonly value: unknown;
  /** Keys that lead from the value as written to the one that it comes to. */
  readonly path: readonly string[];
}

/**
 * Evaluates a value of a document as far as that can be done before it is deployed: CloudFormation's
 * functions in their long form, and in plain texts the placeholders that have a value. A text that
 * still has some is a `PlaceholderText` when a function made it; a plain one stays as it is, for
 * only its reader knows whether `${x}` is a placeholder there. Without end: a condition may lead to
 * another.
 */
export function evaluate(value: unknown, variables: Variables): Evaluated {
  if (typeof value === "string") {
    return { value: replaceKnown(value, variables), path: [] };
  }
  const call = intrinsic(value);
  if (call === undefined) return { value, path: [] };
  if (call.name !== "Fn::If") return { value: evaluateCall(call, variables), path: [] };
  const branch = chooseBranch(call, variables);
  if (branch === undefined) return { value: undecided(call), path: [] };
  const chosen = evaluate(branch.value, variables);
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
      return typeof text === "string" ? textPiece(Buffer.from(text).toString("base64")) : text;
    }
    default:
      return undefined;
  }
}

type Pieces = readonly TextPiece[] | Undecided | undefined;

function piecesOf(value: unknown, variables: Variables): Pieces {
  const { value: evaluated } = evaluate(value, variables);
  if (evaluated instanceof PlaceholderText) return evaluated.pieces;
  if (evaluated instanceof Undecided) return evaluated;
  return ["string", "number", "boolean"].includes(typeof evaluated)
    ? textPiece(String(evaluated))
    : undefined;
}

/** `Fn::Sub: text` or `[text, {name: value}]`; `${!x}` is the text `${x}`. */
function substitute(argument: unknown, variables: Variables): Pieces {
  const [text, own] = (Array.isArray(argument) ? argument : [argument]) as unknown[];
  if (typeof text !== "string") return undefined;
  const parts = splitPlaceholders(text).map((piece): Pieces => {
    if (piece.kind === "text") return [piece];
    const values = (typeof own === "object" ? own : null) as Record<string, unknown> | null;
    return values !== null && Object.hasOwn(values, piece.name)
      ? piecesOf(values[piece.name], variables)
      : placeholder(piece.name, variables);
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
  const all: TextPiece[] = [];
  for (const part of parts) {
    if (part === undefined || part instanceof Undecided) return part;
    for (const piece of part) all.push(piece);
  }
  return all;
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
