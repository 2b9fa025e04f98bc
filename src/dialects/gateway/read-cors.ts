import type { Cursor } from "../../load/cursor.js";
import type { Cors } from "../../model/cors.js";
import { readOrigin } from "../cors-origin.js";

/** Reads `x-gateway.cors`; undefined where a document has none. */
export function readCors(cors: Cursor | undefined): Cors | undefined {
  if (cors?.isObject !== true) return undefined;
  const credentials = cors.get("credentials");
  const allowCredentials = credentials?.value === true;
  const origins = cors.itemsAt("allowOrigins");
  if (allowCredentials && origins.some(({ value }) => value === "*")) {
    cors.reporter.report("credentials-for-any-origin", credentials?.at);
  }
  const maxAge = cors.get("maxAge")?.value;
  return {
    allowOrigins: origins.map(readOrigin).filter((origin) => origin.length > 0),
    allowMethods: textsAt(cors, "allowMethods"),
    allowHeaders: textsAt(cors, "allowHeaders"),
    exposeHeaders: textsAt(cors, "exposeHeaders"),
    maxAge: typeof maxAge === "number" ? maxAge : undefined,
    allowCredentials,
  };
}

/** Others than texts are refused where fields are checked. */
function textsAt(cors: Cursor, field: string): readonly string[] {
  return cors.itemsAt(field).flatMap(({ value }) => (typeof value === "string" ? value : []));
}
