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
    const value: unknown = JSON.parse(text);
    const code = value !== null && typeof value === "object" ? ownStatusCode(value) : undefined;
    return Number.isInteger(code) ? Number(code) : undefined;
  } catch {
    return lenientStatus(text.trim());
  }
}

function ownStatusCode(value: object): unknown {
  return "statusCode" in value && Object.hasOwn(value, "statusCode") ? value.statusCode : undefined;
}

function lenientStatus(text: string): number | undefined {
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  let code: number | undefined;
  for (const member of text.slice(1, -1).split(",")) {
    const trimmed = member.trim();
    if (trimmed === "") continue;
    if (trimmed.startsWith("{")) return undefined;
    const [, , name, value] = /^(["']?)(.*?)\1\s*:\s*(.*)$/s.exec(trimmed) ?? [];
    if (name === "statusCode" && /^-?\d+$/.test(value ?? "")) code ??= Number(value);
  }
  return code;
}
