import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { ApiFamily } from "../../model/gateway-model.js";
import type { LogFormat, LogPart } from "../../model/log-format.js";
import type { ContextVariableSupport } from "../amazon/context-variables.js";
import { authorizerLogVariables, contextVariables } from "../amazon/context-variables.js";
import { parseJsonPath } from "../amazon/parse-json-path.js";
import { placeOf } from "../amazon/read-body-template.js";

/** What Amazon takes of a format. */
const MAX_BYTES = 3072;

const STEP = String.raw`\.[A-Za-z_](?:[\w-]*\w)?|\['[^'\\]*'\]|\["[^"\\]*"\]`;

/** `$context.identity.sourceIp`, `${context.status}`, `$context.authorizer.claims['custom:role']`. */
const VARIABLE = new RegExp(
  String.raw`\$\{context((?:${STEP})+)\}|\$context((?:${STEP})+)(\()?`,
  "g",
);

/** What Velocity would put something in for, and access logs do not. */
const OTHER_VARIABLE =
  /\$!?\{?(?:context|input|integration|method|request|response|stageVariables|util)\b[\w.]*/g;

/** What stands where there is nothing to tell. */
const NOTHING = "-";

/**
 * Parses the format of an access log, `$context.requestId $context.status`; undefined, with all
 * problems reported there, for what is none. A variable that the gateway cannot fill in is a "-".
 */
export function parseLogFormat(format: Cursor, family: ApiFamily): LogFormat | undefined {
  const written = textOf(format);
  if (written === undefined) return undefined;
  // One that is written as a block ends with a line break, which Amazon takes too.
  const text = written.replace(/\r?\n$/, "");
  let isRight = true;
  const { reporter, at } = format;
  const refuse = (why: string, fix: string, offset?: number) => {
    isRight = false;
    const place = offset === undefined ? at : { ...at, within: placeOf(text, offset) };
    reporter.report("malformed-log-format", place, { why, fix });
  };
  const wrongs = faultsOf(text);
  if (wrongs.length > 0) {
    refuse(wrongs.map(([why]) => why).join(", and "), wrongs.map(([, fix]) => fix).join("; "));
  }

  const parts: LogPart[] = [];
  let end = 0;
  const addText = (until: number) => {
    const piece = text.slice(end, until);
    for (const { 0: other, index } of piece.matchAll(OTHER_VARIABLE)) {
      const fix = "remove it, or write $context and a name";
      refuse(`has "${other}", which no access log tells`, fix, end + index);
    }
    parts.push({ kind: "text", text: piece });
  };
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, braced, bare = "", call] = match;
    addText(match.index);
    end = match.index + whole.length;
    if (call !== undefined) {
      const fix = "write the variable alone";
      refuse(`calls "${whole})", and has no methods to call`, fix, match.index);
      continue;
    }
    const place = { ...at, within: placeOf(text, match.index) };
    const path = (braced ?? bare).replace(/^\./, "");
    const read = readVariable(path, family);
    if (read.kind === "unknown") {
      isRight = false;
      reporter.report("unknown-log-variable", place, { variable: whole, nearest: read.nearest });
    } else if (read.kind === "empty") {
      reporter.report("empty-log-variable", place, { variable: whole, why: read.why });
      parts.push({ kind: "text", text: NOTHING });
    } else parts.push(read);
  }
  addText(text.length);
  if (!isRight) return undefined;
  return { syntax: text.trimStart().startsWith("<") ? "xml" : "text", parts: joined(parts) };
}

/** `${context.status}` looks like a placeholder; others would be settings, and a format has none. */
function textOf(format: Cursor): string | undefined {
  const pieces = format.pieces();
  const isOwn = pieces?.every(
    (piece) => piece.kind === "text" || piece.name.startsWith("context."),
  );
  return isOwn === true ? format.prose() : pieces && format.word();
}

/** What is wrong with a format as a whole, and what to do about each. */
function faultsOf(text: string): readonly (readonly [why: string, fix: string])[] {
  const bytes = Buffer.byteLength(text);
  const isTelling = /\$\{?context\.(?:requestId|extendedRequestId)(?![\w-])/.test(text);
  return [
    ...(/[\r\n]/.test(text) ? [["has several lines", "write it as one line"] as const] : []),
    ...(bytes > MAX_BYTES
      ? [[`has ${bytes} bytes`, `leave some out, as ${MAX_BYTES} are taken`] as const]
      : []),
    ...(isTelling
      ? []
      : [["does not tell requests apart", "put $context.requestId into it"] as const]),
  ];
}

type Read =
  | LogPart
  | { readonly kind: "unknown"; readonly nearest: string | undefined }
  | { readonly kind: "empty"; readonly why: string };

function readVariable(path: string, family: ApiFamily): Read {
  const keys = (parseJsonPath(path) ?? []).map(String);
  const name = keys.join(".");
  const known = supportIn(name, family);
  if (known === undefined) {
    const [first, ...others] = keys;
    if (first === "authorizer" && others.length > 0) {
      return { kind: "context", variable: { kind: "authorizer", key: others.join(".") } };
    }
    const names = [...contextVariables.keys(), ...authorizerLogVariables.keys()];
    return { kind: "unknown", nearest: didYouMean(name, names) };
  }
  if (known.support !== "filled") return { kind: "empty", why: known.why };
  return { kind: "context", variable: { kind: "known", path: name.split(".") } };
}

/** Undefined for what is no variable, or is a value that an authorizer gives. */
function supportIn(name: string, family: ApiFamily): ContextVariableSupport | undefined {
  // What templates say in place of mappings; there may be any of each.
  if (/^(?:request|response)Override\../.test(name)) {
    return { support: "unsupported", why: "what templates override is not told" };
  }
  const known = contextVariables.get(name);
  if (known === undefined) return authorizerLogVariables.get(name);
  const { loggedBy = family } = known;
  if (family === "openapi" || loggedBy === family) return known.logged ?? known;
  const whose = loggedBy === "rest" ? "REST" : "HTTP";
  return { support: "empty", why: `only ${whose} APIs have it` };
}

/** Texts that stand next to one another as one, and none that is empty. */
function joined(parts: readonly LogPart[]): readonly LogPart[] {
  const all: LogPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.kind !== "text") all.push(part);
    else if (last?.kind === "text")
      all.splice(-1, 1, { kind: "text", text: last.text + part.text });
    else if (part.text !== "") all.push(part);
  }
  return all;
}
