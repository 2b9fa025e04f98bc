import { parseJson } from "./json.js";

/**
 * Reads `statusCode` from a mock integration's rendered request template. JSON is read as JSON;
 * for the rest, Amazon API Gateway is lenient: keys may stand bare or in either quotes, members may
 * be empty, and what the other members hold does not matter. The value must be a bare integer.
 *
 *     {"statusCode": 200}   {statusCode: 200}   {"statusCode": 200 ,, }   → 200
 *     {"statusCode": "200"}   statusCode: 200   {"statusCode': 200}       → undefined
 */
export function mockStatus(text: string): number | undefined {
  try {
    const value = parseJson(Buffer.from(text));
    const code = value !== null && typeof value === "object" ? ownStatusCode(value) : undefined;
    return Number.isInteger(code) ? Number(code) : undefined;
  } catch {
    return lenientStatus(text.trim());
  }
}

function ownStatusCode(value: object): unknown {
  return "statusCode" in value && Object.hasOwn(value, "statusCode") ? value.statusCode : undefined;
}

const STATUS_CODE = /^(["']?)statusCode\1\s*:\s*(-?\d+)$/;

function lenientStatus(text: string): number | undefined {
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  let code: number | undefined;
  for (const member of text.slice(1, -1).split(",")) {
    const trimmed = member.trim();
    if (trimmed === "") continue;
    if (trimmed.startsWith("{")) return undefined;
    const value = STATUS_CODE.exec(trimmed)?.[2];
    if (value !== undefined) code ??= Number(value);
  }
  return code;
}
