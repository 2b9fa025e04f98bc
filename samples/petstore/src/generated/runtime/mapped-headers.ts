/**
 * What becomes of a header that a mapping sets: the name that it is sent by, never anything, or that
 * Amazon fails every request.
 */
export type HeaderFate = { readonly sent: string } | "never sent" | "fails";

/**
 * Headers that frame a message or concern one connection (RFC 9110 section 7.6.1): the gateway alone
 * sets them, whatever Amazon makes of such mappings.
 */
export const OF_ONE_CONNECTION: readonly string[] = [
  "connection",
  "content-length",
  "http2-settings",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** Amazon answers 500 to every request when these are mapped upstream. */
const FAILING = new Set(["content-length", "transfer-encoding"]);

/** The same holds of these where it calls a function, or another service of its own. */
const FAILING_AT_SERVICES = new Set([
  "authorization",
  "connection",
  "expect",
  "proxy-authenticate",
  "te",
]);

/** Never sent upstream; Amazon drops the first three, and some of the others. */
const NEVER_UPSTREAM = new Set([
  "expect",
  "proxy-authenticate",
  "via",
  "proxy-authorization",
  ...OF_ONE_CONNECTION,
]);

/** Amazon renames these in responses, as it does with the gateway's own ids of a chained gateway. */
const REMAPPED = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "expect",
  "host",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "trailer",
  "upgrade",
  "user-agent",
  "www-authenticate",
  "x-amz-apigw-id",
  "x-amzn-requestid",
]);

/** In a request to an upstream. */
export function sentUpstream(header: string): HeaderFate {
  const name = header.toLowerCase();
  if (FAILING.has(name)) return "fails";
  return NEVER_UPSTREAM.has(name) ? "never sent" : { sent: header };
}

/** In a call of a function, or another service of Amazon's. */
export function sentToService(header: string): HeaderFate {
  return FAILING_AT_SERVICES.has(header.toLowerCase()) ? "fails" : sentUpstream(header);
}

/** In the response of a custom integration. */
export function sentInResponse(header: string): HeaderFate {
  const name = header.toLowerCase();
  if (REMAPPED.has(name)) return { sent: `x-amzn-Remapped-${header}` };
  return OF_ONE_CONNECTION.includes(name) ? "never sent" : { sent: header };
}
