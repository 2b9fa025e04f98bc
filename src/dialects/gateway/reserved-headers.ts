import { OF_ONE_CONNECTION } from "../../../templates/runtime/mapped-headers.js";

export type Direction = "request" | "response";

/** What a rule does with a header; `rename to` makes one of the name. */
export type HeaderUse = "set" | "add" | "remove" | "rename" | "rename to";

const CONNECTION = "it frames the message, or concerns one connection alone";
const OWN = "the gateway itself says it";
const SINGLE = "it has one value; set it";

/** Those in whose place a rule cannot speak, nor be silent. */
const UNTOUCHED: Readonly<Record<Direction, ReadonlyMap<string, string>>> = {
  request: new Map([
    ...all(CONNECTION, [
      ...OF_ONE_CONNECTION,
      "content-encoding",
      "expect",
      "host",
      "proxy-authenticate",
      "proxy-authorization",
    ]),
    ...all(OWN, [
      "forwarded",
      "proxy",
      "via",
      "x-amzn-request-context",
      "x-amzn-trace-id",
      "x-gateway-principal",
      "x-http-method-override",
      "x-original-url",
      "x-real-ip",
      "x-rewrite-url",
    ]),
  ]),
  response: new Map(
    all(CONNECTION, [
      ...OF_ONE_CONNECTION,
      "content-encoding",
      "proxy-authenticate",
      "proxy-authorization",
    ]),
  ),
};

/** Those of responses that come from the gateway, whatever an upstream says. */
const OF_GATEWAY = new Set([
  "apigw-requestid",
  "x-amz-apigw-id",
  "x-amzn-requestid",
  "x-amzn-trace-id",
  "x-request-id",
]);

/** Receivers of several would differ in which one they take. */
const OF_ONE_VALUE = new Set(["authorization", "content-type"]);

/** Why a rule may not use a header; undefined if it may. */
export function whyReserved(
  header: string,
  direction: Direction,
  use: HeaderUse,
): string | undefined {
  const lower = header.toLowerCase();
  // CGI-like servers cannot tell the two apart.
  const name = direction === "request" ? lower.replaceAll("_", "-") : lower;
  const untouched = UNTOUCHED[direction].get(name);
  if (untouched !== undefined) return untouched;
  if (direction === "request" && name.startsWith("x-forwarded-")) return OWN;
  if (direction === "response" && use !== "remove") {
    if (name.startsWith("access-control-")) return "CORS is not decided by rules";
    if (OF_GATEWAY.has(name)) return OWN;
  }
  const mayRepeat = use === "add" || use === "rename to";
  return mayRepeat && OF_ONE_VALUE.has(name) ? SINGLE : undefined;
}

function all(why: string, names: readonly string[]): (readonly [string, string])[] {
  return names.map((name) => [name, why] as const);
}
