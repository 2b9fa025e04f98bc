import { sentInResponse } from "../../../templates/runtime/mapped-headers.js";
import type { Cursor } from "../../load/cursor.js";
import type { ResponseRule } from "../../model/integration.js";
import { parseResponseExpression } from "./parse-response-expression.js";
import { readBodyTemplate } from "./read-body-template.js";
import type { Bodies } from "./read-content-handling.js";
import { readContentHandling } from "./read-content-handling.js";
import { readMappings } from "./read-mappings.js";
import { toStatusPattern } from "./status-pattern.js";

const SYNTAX = {
  target: /^method\.response\.(header)\.(.+)$/s,
  form: "method.response.header.NAME",
  parse: parseResponseExpression,
  fateOf: sentInResponse,
};

/** The response rules of a custom integration, in the document's order. */
export function readResponses(integration: Cursor, bodies: Bodies): readonly ResponseRule[] {
  return integration.entriesAt("responses").map(([key, response]) => {
    response.mustBeObject();
    const bodyAs = readContentHandling(response, bodies);
    const headers = readMappings(response.get("responseParameters"), SYNTAX);
    return {
      pattern: readPattern(key, response),
      status: readStatusCode(response),
      headers: headers.map(({ name, value }) => ({ name, value })),
      ...(bodyAs !== undefined && { bodyAs }),
      templates: response
        .entriesAt("responseTemplates")
        .map(([mediaType, template]) => readBodyTemplate(mediaType, template)),
      at: response.keyAt,
    };
  });
}

function readPattern(key: string, response: Cursor): string | undefined {
  if (key === "default" || key === "") return undefined;
  const translated = toStatusPattern(key);
  if ("pattern" in translated) return translated.pattern;
  const { why } = translated;
  response.reporter.report("malformed-status-pattern", response.keyAt, { pattern: key, why });
  return undefined;
}

/** The status for the client; Amazon takes 200 where none is written. */
export function readStatusCode(response: Cursor): number {
  const written = response.wordAt("statusCode") ?? "200";
  if (/^[1-5]\d\d$/.test(written)) return Number(written);
  const at = response.get("statusCode")?.at;
  response.reporter.report("malformed-status-code", at, { found: written });
  return 200;
}
