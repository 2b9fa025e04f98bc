import { type HeaderFate, OF_ONE_CONNECTION } from "../../../templates/runtime/mapped-headers.js";

/** What every answer to an error has of its own. */
const OF_ERRORS = new Set([
  "x-amz-apigw-id",
  "x-amzn-errortype",
  "x-amzn-requestid",
  ...OF_ONE_CONNECTION,
]);

/** In the answer to an error. */
export function sentWithError(header: string): HeaderFate {
  return OF_ERRORS.has(header.toLowerCase()) ? "never sent" : { sent: header };
}

/** Headers of a request that no mapping gets to see. */
export const UNSEEN_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
]);
