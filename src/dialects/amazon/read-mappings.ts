import type { Cursor } from "../../load/cursor.js";
import { PlaceholderText, Undecided } from "../../load/placeholder-text.js";
import type { ConfiguredTextPart } from "../../model/configured-text.js";
import type { Mapping, SharedExpression } from "../../model/integration.js";
import type { Refused } from "./parse-shared-expression.js";
import { isRefused } from "./parse-shared-expression.js";

/** What an integration's mappings set, by place: `header`, `querystring`, `path`. */
export interface PlacedMapping<Expression> extends Mapping<Expression> {
  readonly place: string;
}

/** Set by the gateway alone; Amazon answers 500 to every request when they are mapped. */
const FORBIDDEN = new Set(["content-length", "transfer-encoding"]);

/** Dropped by Amazon even when they are mapped. */
const DROPPED = new Set(["connection", "expect", "proxy-authenticate", "te", "via"]);

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads `requestParameters` or `responseParameters`: what is wrong is reported and left out.
 * @param target matches a key, giving place and name
 * @param form how a key is to be written
 */
export function readMappings<Expression extends object>(
  parameters: Cursor | undefined,
  target: RegExp,
  form: string,
  parse: (text: string) => Expression | Refused,
): readonly PlacedMapping<Expression | SharedExpression>[] {
  return (parameters?.entries() ?? []).flatMap(
    ([key, value]): PlacedMapping<Expression | SharedExpression>[] => {
      const { reporter } = value;
      const [, place, name] = target.exec(key) ?? [];
      if (place === undefined || name === undefined || (place === "header" && !TOKEN.test(name))) {
        reporter.report("malformed-mapping-target", value.keyAt, { target: key, form });
        return [];
      }
      if (place === "header" && FORBIDDEN.has(name.toLowerCase())) {
        reporter.report("forbidden-mapping", value.keyAt, { target: key });
        return [];
      }
      const { value: written } = value;
      if (!isText(written) || (place === "header" && DROPPED.has(name.toLowerCase()))) {
        reporter.report("ignored-mapping", value.keyAt, { target: key });
        return [];
      }
      const configured = readConfigured(value);
      if (configured !== undefined) return [{ place, name, value: configured }];
      const expression = value.string();
      if (expression === undefined) return [];
      const parsed = parse(expression);
      if (!isRefused(parsed)) return [{ place, name, value: parsed }];
      const { why } = parsed;
      if (parsed.refused === "unsupported") {
        reporter.report("unsupported-mapping", value.at, { expression, why });
      } else {
        reporter.report("malformed-mapping", value.at, { expression, why, fix: parsed.fix });
      }
      return [];
    },
  );
}

/** Whether a value is text, or could be once the document is deployed. */
function isText(value: unknown): boolean {
  return (
    typeof value === "string" || value instanceof PlaceholderText || value instanceof Undecided
  );
}

/** A constant in quotes with placeholders in it; undefined for any other expression. */
function readConfigured(value: Cursor): SharedExpression | undefined {
  if (value.value instanceof Undecided) return undefined;
  const pieces = value.pieces() ?? [];
  const [first, last] = [pieces.at(0), pieces.at(-1)];
  if (pieces.every(({ kind }) => kind === "text")) return undefined;
  if (first?.kind !== "text" || last?.kind !== "text") return undefined;
  if (!first.text.startsWith("'") || !last.text.endsWith("'")) return undefined;
  const text = pieces.map((piece, index): ConfiguredTextPart => {
    if (piece.kind === "placeholder") return { kind: "variable", name: piece.name };
    const from = index === 0 ? 1 : 0;
    return {
      kind: "text",
      text: piece.text.slice(from, index === pieces.length - 1 ? -1 : undefined),
    };
  });
  return {
    kind: "configuredText",
    text: text.filter((part) => part.kind !== "text" || part.text !== ""),
  };
}
