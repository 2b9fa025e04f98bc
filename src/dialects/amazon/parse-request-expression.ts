import type { RequestExpression } from "../../model/integration.js";
import { UNSEEN_HEADERS } from "./mapped-headers.js";
import { parseJsonPath } from "./parse-json-path.js";
import type { Refused } from "./parse-shared-expression.js";
import { NAME, parseSharedExpression } from "./parse-shared-expression.js";

const SOURCES = {
  path: "path",
  querystring: "query",
  multivaluequerystring: "queryAll",
  header: "header",
  multivalueheader: "headerAll",
} as const;

/** Parses the value of one of `requestParameters`: what a mapping takes from the method request. */
export function parseRequestExpression(text: string): RequestExpression | Refused {
  const shared = parseSharedExpression(text);
  if (shared !== undefined) return shared;
  if (text === "method.request.body") return { kind: "body" };
  const [, source, name] = /^method\.request\.([a-z]+)\.(.+)$/s.exec(text) ?? [];
  if (source === "body" && name !== undefined) return bodyMember(name);
  if (source === undefined || name === undefined || !Object.hasOwn(SOURCES, source)) {
    const fix =
      "begin with method.request., stageVariables. or context., or quote a constant: 'text'";
    return { refused: "malformed", why: "it names no source", fix };
  }
  if (!NAME.test(name)) {
    const fix = "use letters, digits and . _ $ - in names";
    return { refused: "malformed", why: `"${name}" is not a name`, fix };
  }
  const kind = SOURCES[source as keyof typeof SOURCES];
  if ((kind === "header" || kind === "headerAll") && UNSEEN_HEADERS.has(name.toLowerCase())) {
    return { refused: "empty", why: "Amazon lets no mapping see this header" };
  }
  return { kind, name };
}

function bodyMember(path: string): RequestExpression | Refused {
  const keys = parseJsonPath(path);
  if (keys !== undefined) return { kind: "bodyMember", keys };
  return { refused: "unsupported", why: "only members and indexes of the body can be mapped" };
}
