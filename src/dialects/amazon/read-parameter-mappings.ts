import { sentUpstream } from "../../../templates/runtime/mapped-headers.js";
import type { Cursor } from "../../load/cursor.js";
import type {
  AnswerExpression,
  ContextExpression,
  MappedText,
  MappedTextPart,
  ParameterChange,
  ParameterExpression,
  ResponseMapping,
} from "../../model/parameter-mapping.js";
import { parseMappedText } from "./parse-mapped-text.js";
import { parseAnswerExpression, parseParameterExpression } from "./parse-parameter-expression.js";
import type { Refused } from "./parse-shared-expression.js";
import { reportRefused } from "./read-expression.js";
import { isText } from "./read-mappings.js";
import { isReservedHeader } from "./reserved-headers.js";
import { TOKEN } from "./token.js";

const REQUEST_FORM =
  "append:, overwrite: or remove: before header.NAME or querystring.NAME, or overwrite:path";
const RESPONSE_FORM = "append:, overwrite: or remove: before header.NAME, or overwrite:statuscode";

/** What the `requestParameters` of an HTTP API's integration change. */
export interface RequestChanges {
  readonly headers: readonly ParameterChange<ParameterExpression>[];
  readonly query: readonly ParameterChange<ParameterExpression>[];
  /** The path upstream; undefined leaves it to the integration's URI. */
  readonly path: MappedText<ParameterExpression> | undefined;
}

/** Reads `requestParameters`; what is wrong is reported and left out. */
export function readRequestChanges(integration: Cursor): RequestChanges {
  const headers: ParameterChange<ParameterExpression>[] = [];
  const query: ParameterChange<ParameterExpression>[] = [];
  let path: RequestChanges["path"];
  for (const [key, value] of integration.entriesAt("requestParameters")) {
    const [, action, place, name = ""] =
      /^(append|overwrite|remove):(header|querystring)\.(.+)$/s.exec(key) ?? [];
    if (key === "overwrite:path") {
      path = readMappedText(value, parseParameterExpression);
    } else if (action === undefined || (place === "header" && !TOKEN.test(name))) {
      const details = { target: key, form: REQUEST_FORM };
      value.reporter.report("malformed-mapping-target", value.keyAt, details);
    } else if (place !== "header" || isMappable(value, name)) {
      const change = readChange(action, name, value, parseParameterExpression);
      if (change !== undefined) (place === "header" ? headers : query).push(...guarded(change));
    }
  }
  return { headers, query, path };
}

/**
 * Amazon leaves what the client sent where a mapping has no value; not where only the gateway may say
 * what the value is, since nothing would tell the client's own from it.
 */
function guarded(
  change: ParameterChange<ParameterExpression>,
): readonly ParameterChange<ParameterExpression>[] {
  if (change.action !== "overwrite" || !change.value.some(isOfGateway)) return [change];
  return [{ action: "remove", name: change.name }, change];
}

function isOfGateway(part: MappedTextPart<ParameterExpression>): boolean {
  if (part.kind === "text") return false;
  const { value } = part;
  if (value.kind !== "context") return value.kind === "stageVariable" || value.kind === "variable";
  return value.variable.kind === "authorizer" || value.variable.path[0] === "identity";
}

/** Reads `responseParameters`, by the integration's status. */
export function readResponseMappings(integration: Cursor): readonly ResponseMapping[] {
  return integration.entriesAt("responseParameters").flatMap(([status, changes]) => {
    if (/^[2-5]\d\d$/.test(status)) return [readResponseMapping(Number(status), changes)];
    changes.reporter.report("malformed-status-code", changes.keyAt, { found: status });
    return [];
  });
}

function readResponseMapping(status: number, changes: Cursor): ResponseMapping {
  const headers: ParameterChange<AnswerExpression>[] = [];
  let newStatus: ResponseMapping["newStatus"];
  for (const [key, value] of changes.entries()) {
    const [, action, name = ""] = /^(append|overwrite|remove):header\.(.+)$/s.exec(key) ?? [];
    if (key === "overwrite:statuscode") {
      newStatus = readStatus(value);
    } else if (action === undefined || !TOKEN.test(name)) {
      const details = { target: key, form: RESPONSE_FORM };
      value.reporter.report("malformed-mapping-target", value.keyAt, details);
    } else if (isMappable(value, name)) {
      const change = readChange(action, name, value, parseAnswerExpression);
      if (change !== undefined) headers.push(change);
    }
  }
  return { status, newStatus, headers };
}

function readStatus(value: Cursor): ResponseMapping["newStatus"] {
  const fixed = typeof value.value === "number" ? String(value.value) : undefined;
  const text = fixed === undefined ? readMappedText(value, parseAnswerExpression) : undefined;
  const [only, ...more] = text ?? [];
  const isFixed = only?.kind === "text" && more.length === 0;
  const found = fixed ?? (isFixed ? only.text : undefined);
  if (found === undefined) return text;
  if (/^[2-5]\d\d$/.test(found)) return Number(found);
  value.reporter.report("malformed-status-code", value.at, { found });
  return undefined;
}

/** Reports a header that cannot be mapped. */
function isMappable(value: Cursor, name: string): boolean {
  const { reporter, keyAt } = value;
  if (isReservedHeader(name)) {
    reporter.report("reserved-header", keyAt, { name });
    return false;
  }
  // What concerns one connection is the gateway's own.
  if (typeof sentUpstream(name) === "object") return true;
  reporter.report("ignored-mapping", keyAt, { target: value.name });
  return false;
}

function readChange<Expression extends object>(
  action: string,
  name: string,
  value: Cursor,
  parse: (expression: string) => Expression | ContextExpression | Refused,
): ParameterChange<Expression> | undefined {
  if (action === "remove") return { action, name };
  const text = readMappedText(value, parse);
  return text && { action: action === "append" ? action : "overwrite", name, value: text };
}

/** Reads a text with values in it; undefined, with the reason reported, where it is none. */
export function readMappedText<Expression extends object>(
  value: Cursor,
  parse: (expression: string) => Expression | ContextExpression | Refused,
): MappedText<Expression> | undefined {
  if (!isText(value.value)) {
    value.reporter.report("ignored-mapping", value.keyAt, { target: value.name });
    return undefined;
  }
  const pieces = value.pieces();
  if (pieces === undefined) return undefined;
  const parsed = parseMappedText(pieces, parse);
  if (!("refused" in parsed)) return parsed;
  reportRefused(value, parsed.expression, parsed.refused);
  return undefined;
}
