import type { Cursor } from "../../load/cursor.js";
import type { Cors } from "../../model/cors.js";
import { isOrigin, readOrigin } from "../cors-origin.js";
import { TOKEN } from "./token.js";

/** Reads `x-amazon-apigateway-cors`; undefined where a document has none. */
export function readCors(root: Cursor): Cors | undefined {
  const cors = root.get("x-amazon-apigateway-cors");
  if (cors === undefined) return undefined;
  const credentials = cors.get("allowCredentials");
  const allowOrigins = cors.itemsAt("allowOrigins").map(readKnownOrigin);
  const allowCredentials = credentials?.boolean() === true;
  if (allowCredentials && cors.itemsAt("allowOrigins").some(({ value }) => value === "*")) {
    cors.reporter.report("credentials-for-any-origin", credentials?.at);
  }
  return {
    allowOrigins: allowOrigins.filter((origin) => origin.length > 0),
    allowMethods: textsAt(cors, "allowMethods"),
    allowHeaders: textsAt(cors, "allowHeaders"),
    exposeHeaders: textsAt(cors, "exposeHeaders"),
    maxAge: readMaxAge(cors),
    allowCredentials,
  };
}

function readKnownOrigin(origin: Cursor) {
  if (origin.pieces() !== undefined && !isOrigin(origin)) {
    origin.reporter.report("malformed-cors-origin", origin.at, { found: origin.prose() });
  }
  return readOrigin(origin);
}

function readMaxAge(cors: Cursor): number | undefined {
  const found = cors.integerAt("maxAge");
  if (found !== undefined && (found < -1 || found > 86_400)) {
    cors.reporter.report("cors-max-age-out-of-range", cors.get("maxAge")?.at, { found });
  }
  return found;
}

/** What browsers are told as it is written: names of methods or headers. */
function textsAt(cors: Cursor, field: string): readonly string[] {
  return cors.itemsAt(field).flatMap((item) => {
    const text = item.word();
    if (text === undefined || TOKEN.test(text)) return text ?? [];
    item.reporter.report("malformed-cors-name", item.at, { found: text });
    return [];
  });
}
