import type { Exchange } from "../exchange.js";
import type { ConditionKeys } from "./condition.js";

/** What a gateway of one's own can know of a request, and of whoever signed it. */
const KNOWN = new Set([
  "aws:currenttime",
  "aws:epochtime",
  "aws:multifactorauthage",
  "aws:multifactorauthpresent",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principaltype",
  "aws:referer",
  "aws:securetransport",
  "aws:sourceip",
  "aws:tokenissuetime",
  "aws:useragent",
  "aws:userid",
  "aws:username",
]);

/**
 * Whether a gateway of one's own can know a condition key. It knows nothing of Amazon's private
 * networks, nor of what happens inside of its services.
 * @param key in lower case
 */
export function isKnownKey(key: string): boolean {
  return KNOWN.has(key) || key.startsWith("aws:principaltag/");
}

/** What is known of any request, by condition keys. */
export function conditionKeys(request: Exchange): ConditionKeys {
  const { receivedAt } = request;
  const { sourceIp, userAgent } = request.context.identity;
  const keys: readonly (readonly [string, string | undefined])[] = [
    ["aws:currenttime", new Date(receivedAt).toISOString()],
    ["aws:epochtime", String(Math.floor(receivedAt / 1000))],
    ["aws:referer", request.header("referer")],
    ["aws:securetransport", String(isSecure(request))],
    ["aws:sourceip", sourceIp],
    ["aws:useragent", userAgent],
  ];
  return new Map(keys.flatMap(([key, value]) => (value === undefined ? [] : [[key, [value]]])));
}

/** Whether the client speaks TLS, with the gateway or with a trusted proxy in front. */
function isSecure(request: Exchange): boolean {
  const { socket, settings } = request;
  const isTrusted = settings.trusts(socket.remoteAddress);
  const forwarded = isTrusted ? request.header("x-forwarded-proto") : undefined;
  return forwarded === undefined ? "encrypted" in socket : forwarded.toLowerCase() === "https";
}
