import { GatewayError } from "./gateway-error.js";
import { decode, isUnsafe } from "./request-target.js";

/**
 * One value as one path segment of an upstream: everything but unreserved characters is
 * percent-encoded. A missing value leaves the segment empty; several are joined by `,`.
 */
export function segment(value: string | readonly string[] | undefined): string {
  return encodeURIComponent((value ?? "").toString().toWellFormed());
}

/**
 * The raw value of a greedy parameter as path segments of an upstream: what stands between its
 * slashes is decoded and encoded again, so that `%2F` stays inside its segment.
 */
export function segments(raw: string | undefined): string {
  return (raw ?? "")
    .split("/")
    .map((each) => segment(decode(each)))
    .join("/");
}

/**
 * The raw value of a path parameter as part of an upstream's path. What delimits there (RFC 3986, section
 * 3.3) stays as it was sent, encoded or not: it may separate values. The rest is decoded and encoded again.
 */
export function pathAsSent(raw: string | undefined): string {
  return (raw ?? "").replaceAll(/[^!$&'()*+,/:;=@]+/g, (run) => segment(decode(run)));
}

/** A value of the settings as part of a URL: it may be several segments, and encoded already. */
export function written(value: string): string {
  return value.replaceAll(/[^!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]+/g, (run) =>
    encodeURIComponent(run.toWellFormed()),
  );
}

/** Refuses a path into which a mapped value brought what an upstream that decodes it is led astray by. */
export function guardPath(path: string): string {
  // What is dangerous is ASCII; the rest need not even be well-formed, where the document wrote it.
  const decoded = path.replaceAll(/%[0-7][\dA-Fa-f]/g, (escape) =>
    String.fromCharCode(Number.parseInt(escape.slice(1), 16)),
  );
  if (isUnsafe(path) || isUnsafe(decoded)) throw new GatewayError("bad-request");
  return path;
}

/** What may stand in a header's value; anything else is left out rather than sent. */
const FIELD_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** Whether a mapped value can be sent as a header. */
export function isHeaderValue(value: string): boolean {
  return FIELD_VALUE.test(value);
}
