import type { ResponseExpression } from "../../model/integration.js";
import { parseJsonPath } from "./parse-json-path.js";
import type { Refused } from "./parse-shared-expression.js";
import { NAME, parseSharedExpression } from "./parse-shared-expression.js";

const SOURCES = { header: "header", multivalueheader: "headerAll" } as const;

/** Parses the value of one of `responseParameters`: what a mapping takes from the answer. */
export function parseResponseExpression(text: string): ResponseExpression | Refused {
  const shared = parseSharedExpression(text);
  if (shared !== undefined) return shared;
  const [isBody, path] = /^integration\.response\.body(?:$|\.|(?=\[))(.*)$/s.exec(text) ?? [];
  if (isBody !== undefined) return bodyExpression(path ?? "");
  const [, source, name] = /^integration\.response\.([a-z]+)\.(.+)$/s.exec(text) ?? [];
  if (source === undefined || name === undefined || !Object.hasOwn(SOURCES, source)) {
    const fix =
      "begin with integration.response., stageVariables. or context., or quote a constant: 'text'";
    return { refused: "malformed", why: "it names no source", fix };
  }
  if (!NAME.test(name)) {
    const fix = "use letters, digits and . _ $ - in names";
    return { refused: "malformed", why: `"${name}" is not a name`, fix };
  }
  return { kind: SOURCES[source as keyof typeof SOURCES], name };
}

function bodyExpression(path: string): ResponseExpression | Refused {
  if (path === "") return { kind: "body" };
  const keys = parseJsonPath(path);
  if (keys !== undefined) return { kind: "bodyMember", keys };
  return { refused: "unsupported", why: "only members and indexes of the body can be mapped" };
}
