import type { Cursor } from "../../load/cursor.js";
import type { ConfiguredTextPart } from "../../model/configured-text.js";
import type { Cors } from "../../model/cors.js";
import { TOKEN } from "./token.js";

/** Reads `x-amazon-apigateway-cors`; undefined where a document has none. */
export function readCors(root: Cursor): Cors | undefined {
  const cors = root.get("x-amazon-apigateway-cors");
  if (cors === undefined) return undefined;
  const credentials = cors.get("allowCredentials");
  const allowOrigins = cors.itemsAt("allowOrigins").map(readOrigin);
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

/** An origin often differs between the places where an API is deployed. */
function readOrigin(origin: Cursor): readonly ConfiguredTextPart[] {
  const pieces = origin.pieces();
  if (pieces === undefined) return [];
  const written = pieces.map((piece) => (piece.kind === "text" ? piece.text : "x")).join("");
  const isOpen = pieces[0]?.kind === "placeholder";
  if (!(isOpen ? /^[!-~]+$/ : /^(?:\*|[a-z][a-z0-9+.-]*:\/\/[!-~]+)$/).test(written)) {
    origin.reporter.report("malformed-cors-origin", origin.at, { found: origin.prose() });
  }
  return pieces.map((piece) =>
    piece.kind === "text" ? piece : { kind: "variable", name: piece.name },
  );
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
