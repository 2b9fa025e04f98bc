import { GatewayError } from "./gateway-error.js";

/** A request target split once: match, authentication and upstream all use this one path. */
export interface RequestTarget {
  /** The path, percent-encoded, known to be free of what must not pass. */
  readonly path: string;
  /** The query as it was sent, without `?`; empty when there is none. */
  readonly query: string;
}

/** Letters, digits and marks that need no second look; a segment must not begin with a dot. */
const PLAIN_PATH = /^(?:\/(?!\.)[\w\-.~!$&'()*+,=:@]*)+$/;

// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const CONTROL_OR_BACKSLASH = /[\u0000-\u001f\u007f\\]/;

/**
 * Splits a raw request target, and refuses with 400 what could mean one thing here and another
 * upstream: anything but origin form, dot segments (raw, encoded, or with a `;` suffix), control
 * characters, backslashes, `#`, stray `%` and bytes that are not UTF-8, encoded or not.
 */
export function splitTarget(target: string): RequestTarget {
  const question = target.indexOf("?");
  const path = question === -1 ? target : target.slice(0, question);
  const query = question === -1 ? "" : target.slice(question + 1);
  if (!PLAIN_PATH.test(path)) refuseUnsafePath(path);
  if (query.includes("#")) throw new GatewayError("bad-request");
  return { path, query };
}

function refuseUnsafePath(path: string): void {
  const decoded = decode(path);
  if (!path.startsWith("/") || path.includes("#") || isUnsafe(path) || isUnsafe(decoded)) {
    throw new GatewayError("bad-request");
  }
}

/** Whether a path has what leads elsewhere, or means different things to different readers. */
export function isUnsafe(path: string): boolean {
  return hasDotSegment(path) || CONTROL_OR_BACKSLASH.test(path);
}

/** Whether a path has a segment `.` or `..`, also when it carries a `;` suffix as in `..;x`. */
export function hasDotSegment(path: string): boolean {
  return /(?:^|\/)\.\.?(?:;[^/]*)?(?:\/|$)/.test(path);
}

/** Percent-decodes once; a malformed or non-UTF-8 sequence is a bad request. */
export function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new GatewayError("bad-request", { cause });
  }
}
