import type { FunctionResponse } from "./function-response.js";
import {
  isJsonObject,
  malformed,
  readBody,
  readHeaders,
  readMultiValueHeaders,
  readStatus,
} from "./function-response.js";

/** Where the value of `headers` stands among those that `multiValueHeaders` has of the same name. */
export type SingleValue = "first" | "last";

const MEMBERS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);

/** Reads a response of format 1.0, which must have no members but its own and need not have those. */
export function readProxyResponse(payload: string, single: SingleValue): FunctionResponse {
  const answer = parse(payload);
  if (!isJsonObject(answer)) return malformed("NO_OBJECT");
  if (!Object.keys(answer).every((name) => MEMBERS.has(name))) return malformed("MEMBER");
  return {
    status: readStatus(answer["statusCode"] ?? 200),
    headers: mergeHeaders(
      readHeaders(answer["headers"]),
      readMultiValueHeaders(answer["multiValueHeaders"]),
      single,
    ),
    body: readBody(answer["body"]),
    isBase64Encoded: answer["isBase64Encoded"] === true,
  };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return malformed("NO_JSON");
  }
}

/** All values, a single one not again where the list has it; names are written as the lists do. */
export function mergeHeaders(
  headers: readonly (readonly [string, string])[],
  lists: readonly (readonly [string, string[]])[],
  single: SingleValue,
): string[] {
  const merged = new Map<string, [name: string, values: string[]]>();
  for (const [name, values] of lists) {
    const [written, others] = merged.get(name.toLowerCase()) ?? [name, []];
    merged.set(name.toLowerCase(), [written, [...others, ...values]]);
  }
  for (const [name, value] of headers) {
    const [written, others] = merged.get(name.toLowerCase()) ?? [name, []];
    if (others.includes(value)) continue;
    const values = single === "first" ? [value, ...others] : [...others, value];
    merged.set(name.toLowerCase(), [written, values]);
  }
  return [...merged.values()].flatMap(([name, values]) => values.flatMap((value) => [name, value]));
}
