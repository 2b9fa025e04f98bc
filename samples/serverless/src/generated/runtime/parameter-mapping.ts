import type { Exchange } from "./exchange.js";
import { GatewayError } from "./gateway-error.js";
import { headerValues, removeHeader } from "./header-values.js";
import type { IntegrationAnswer } from "./integration.js";
import { parseJson } from "./json.js";
import { memberText } from "./json-member.js";
import { isHeaderValue } from "./mapping.js";
import { parameterName } from "./query.js";

/** A change to the headers or the query of a message. */
export interface ParameterChange {
  readonly action: "append" | "overwrite" | "remove";
  readonly name: string;
  readonly value: string;
}

/** Adds a value to those that are there; an empty one changes nothing. */
export function append(name: string, value: string | undefined): ParameterChange {
  return { action: "append", name, value: value ?? "" };
}

/** Puts a value in the place of all that are there; an empty one changes nothing. */
export function overwrite(name: string, value: string | undefined): ParameterChange {
  return { action: "overwrite", name, value: value ?? "" };
}

/** Takes all values away. */
export function remove(name: string): ParameterChange {
  return { action: "remove", name, value: "" };
}

/** Text with values in it; a missing one leaves nothing. */
export function text(...parts: readonly (string | undefined)[]): string {
  return parts.join("");
}

/** Applies changes to headers, names and values alternating. */
export function changeHeaders(headers: string[], changes: readonly ParameterChange[]): void {
  for (const { action, name, value } of changes) {
    if (action === "remove") removeHeader(headers, name);
    else if (value !== "" && isHeaderValue(value)) {
      // Several values are one line, but for the one header that cannot be joined.
      const joins = action === "append" && name.toLowerCase() !== "set-cookie";
      const values = joins ? [...headerValues(headers, name), value] : [value];
      if (joins || action === "overwrite") removeHeader(headers, name);
      headers.push(name, values.join(","));
    }
  }
}

/** Applies changes to a raw query; what they do not name stays as it was sent. */
export function changeQuery(query: string, changes: readonly ParameterChange[]): string {
  let pairs = query.split("&").filter((pair) => pair !== "");
  for (const { action, name, value } of changes) {
    if (action !== "remove" && value === "") continue;
    if (action !== "append") pairs = pairs.filter((pair) => parameterName(pair) !== name);
    if (action !== "remove") {
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`);
    }
  }
  return pairs.join("&");
}

/** `$request.body.a[0]`: a member of the JSON body as text, or the whole body without keys. */
export function requestBody(
  request: Exchange,
  ...keys: readonly (string | number)[]
): string | undefined {
  const body = request.body ?? Buffer.alloc(0);
  if (keys.length === 0) return body.toString("utf8");
  if (body.length > MAX_JSON_BYTES) return undefined;
  request.json ??= unambiguousJson(body);
  return memberText(request.json, keys);
}

/** `$response.body.a[0]`: the same of an integration's answer. */
export function answerBody(
  answer: IntegrationAnswer,
  ...keys: readonly (string | number)[]
): string | undefined {
  const { body } = answer;
  if (!Buffer.isBuffer(body)) return undefined;
  if (keys.length === 0) return body.toString("utf8");
  if (body.length > MAX_JSON_BYTES) return undefined;
  answer.json ??= looseJson(body);
  return memberText(answer.json, keys);
}

/** Amazon looks for members in the first 100 KB of a body; a longer one has none here. */
const MAX_JSON_BYTES = 102_400;

/** A body that is not JSON has no members; one that receivers would read differently is refused. */
function unambiguousJson(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch (cause) {
    if (looseJson(body) === undefined) return undefined;
    throw new GatewayError("bad-request", { cause });
  }
}

function looseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
