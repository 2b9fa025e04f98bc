import { quote } from "../diagnostics/quote.js";

/** Longer ones are cut: what is meant is at its line. */
const LONGEST = 120;

/** A value of the model in a few words, as a person would write it. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return "none";
  if (typeof value === "string") return quote(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? showList(value) : showObject(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function showList(list: readonly unknown[]): string {
  if (list.length === 0) return "none";
  // Texts with values in them are lists of their parts.
  if (list.every(isPart)) return quote(list.map(showPart).join(""));
  return list.map(showValue).join(", ");
}

type Part = { readonly kind: string } & Readonly<Record<string, unknown>>;

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && "kind" in value;
}

function showPart(part: Part): string {
  return part.kind === "text" ? String(part["text"]) : `{${showExpression(part)}}`;
}

function showObject(value: object): string {
  if (isPart(value)) return showExpression(value);
  const members = Object.entries(value).filter(([key]) => key !== "at");
  return members
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${key} ${showValue(member)}`)
    .join(", ");
}

/** Where a value comes from: `query page`, `stageVariables.host`. */
function showExpression(part: Part): string {
  const { kind, name, keys, variable, value, text } = part;
  if (kind === "constant" || kind === "value" || kind === "configured" || kind === "parameter") {
    return isPart(value) ? showExpression(value) : showValue(value);
  }
  if (kind === "configuredText" || kind === "text") return showValue(text);
  if (kind === "stageVariable") return `stageVariables.${String(name)}`;
  if (kind === "variable") return `\${${String(name)}}`;
  if (kind === "context") return `context.${showContext(variable)}`;
  const path = Array.isArray(keys) ? keys.map((key) => `.${String(key)}`).join("") : "";
  const words = WORDS[kind] ?? kind;
  return name === undefined ? `${words}${path}` : `${words} ${String(name)}`;
}

function showContext(variable: unknown): string {
  const { key, path } = variable as { readonly key?: string; readonly path?: readonly string[] };
  return path?.join(".") ?? `authorizer.${key}`;
}

const WORDS: Readonly<Record<string, string>> = {
  bodyMember: "body",
  greedy: "path",
  headerAll: "all values of header",
  queryAll: "all values of query",
  requestPath: "path of the request",
  sent: "path",
};
