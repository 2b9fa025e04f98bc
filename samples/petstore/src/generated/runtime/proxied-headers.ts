import type { Exchange } from "./exchange.js";
import { removeHeader } from "./header-values.js";
import { sourceAddress } from "./request-context.js";

/**
 * Headers that concern one connection (RFC 9110 section 7.6.1) or that frame a message: they end at
 * the gateway, in both directions, before any header of the gateway's own is added.
 */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
]);

const NONE: ReadonlySet<string> = new Set();

/** Headers of a client's that frame its message, or would speak for the gateway. */
const SET_BY_GATEWAY = new Set([
  "content-length",
  "host",
  "expect",
  "proxy",
  "forwarded",
  "x-real-ip",
  "x-original-url",
  "x-rewrite-url",
  "x-http-method-override",
  "x-gateway-principal",
  "x-amzn-request-context",
]);

/**
 * The client's headers that may go upstream, names and values alternating. Left out are those above
 * and in `dropped`, those named in `Connection`, `X-Forwarded-*`, AWS signatures, which hold for this
 * host alone, and names with `_`, which CGI-like servers cannot tell from `-`.
 */
export function clientHeaders(request: Exchange, dropped: ReadonlySet<string>): string[] {
  const raw = request.rawHeaders;
  const named = namedInConnection(raw);
  const kept: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? "";
    const lower = name.toLowerCase();
    if (
      HOP_BY_HOP.has(lower) ||
      SET_BY_GATEWAY.has(lower) ||
      dropped.has(lower) ||
      lower.startsWith("x-forwarded-") ||
      lower.includes("_") ||
      (lower === "authorization" && raw[i + 1]?.startsWith("AWS4-") === true) ||
      named?.has(lower) === true
    ) {
      continue;
    }
    kept.push(name, raw[i + 1] ?? "");
  }
  return kept;
}

/** Adds what the gateway says of the client; a trusted proxy's own words are kept in front. */
export function addForwarded(headers: string[], request: Exchange): void {
  const { socket } = request;
  const trusted = request.settings.trusts(socket.remoteAddress);
  const previous = trusted ? request.headerAll("x-forwarded-for") : undefined;
  const address = trusted ? (socket.remoteAddress ?? "") : (sourceAddress(request) ?? "");
  const protocol = "encrypted" in socket ? "https" : "http";
  headers.push(
    "X-Forwarded-For",
    previous === undefined ? address : `${previous}, ${address}`,
    "X-Forwarded-Proto",
    (trusted ? request.header("x-forwarded-proto") : undefined) ?? protocol,
    "X-Forwarded-Port",
    (trusted ? request.header("x-forwarded-port") : undefined) ?? String(socket.localPort),
  );
}

/**
 * An upstream's headers that may go to the client, names and values alternating: without those in
 * `dropped`, and with those in `remapped` by another name.
 */
export function upstreamHeaders(
  raw: readonly string[],
  dropped: ReadonlySet<string>,
  remapped: ReadonlySet<string> = NONE,
): string[] {
  const named = namedInConnection(raw);
  const kept: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? "";
    const lower = name.toLowerCase();
    const value = raw[i + 1] ?? "";
    if (named?.has(lower) === true) continue;
    if (remapped.has(lower)) {
      kept.push(`x-amzn-Remapped-${name}`, value);
      // The length frames what goes to the client too.
      if (lower !== "content-length") continue;
    }
    if (HOP_BY_HOP.has(lower) || dropped.has(lower)) continue;
    kept.push(name, value);
  }
  return kept;
}

/** Sets a header, replacing all of that name. */
export function setHeader(headers: string[], name: string, value: string): void {
  removeHeader(headers, name);
  headers.push(name, value);
}

function namedInConnection(raw: readonly string[]): Set<string> | undefined {
  let named: Set<string> | undefined;
  for (let i = 0; i < raw.length; i += 2) {
    if (raw[i]?.length !== 10 || raw[i]?.toLowerCase() !== "connection") continue;
    for (const token of (raw[i + 1] ?? "").split(",")) {
      const name = token.trim().toLowerCase();
      if (name === "close" || name === "keep-alive") continue;
      named ??= new Set();
      named.add(name);
    }
  }
  return named;
}
