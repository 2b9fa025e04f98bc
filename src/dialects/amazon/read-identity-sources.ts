import type { Cursor } from "../../load/cursor.js";
import type { IdentitySource } from "../../model/lambda-enforcement.js";
import type { ApiFamily } from "./extension.js";
import { parseParameterExpression } from "./parse-parameter-expression.js";
import { parseRequestExpression } from "./parse-request-expression.js";
import type { Refused } from "./parse-shared-expression.js";
import { isRefused } from "./parse-shared-expression.js";

/**
 * What a caller must show to an authorizer: expressions, separated by commas. One that is left out
 * would have callers share verdicts, so that any that is not known is an error.
 */
export function readIdentitySources(
  written: Cursor | undefined,
  family: ApiFamily,
): readonly IdentitySource[] {
  if (written === undefined || written.value === null) return [];
  // HTTP APIs are also seen with a list.
  const texts = written.isArray ? written.items().map((each) => each.word()) : [written.word()];
  return texts
    .flatMap((text) => text?.split(",") ?? [])
    .map((source) => source.trim())
    .filter((source) => source !== "")
    .flatMap((source) => {
      // Documents of either kind are seen with the other's words, which mean the same.
      const parsed = source.startsWith("$")
        ? parseHttpApiSource(source.slice(1))
        : parseRestSource(source);
      if (!isRefused(parsed)) return [parsed];
      const { reporter, at } = written;
      reporter.report("malformed-identity-source", at, { source, family, why: parsed.why });
      return [];
    });
}

function parseRestSource(source: string): IdentitySource | Refused {
  const parsed = parseRequestExpression(source);
  if (isRefused(parsed)) return parsed;
  switch (parsed.kind) {
    case "header":
    case "headerAll":
      return { kind: "headerAll", name: parsed.name };
    case "query":
    case "queryAll":
      return { kind: "queryAll", name: parsed.name };
    case "stageVariable":
    case "context":
      return parsed;
    default:
      return NO_SOURCE;
  }
}

function parseHttpApiSource(source: string): IdentitySource | Refused {
  const parsed = parseParameterExpression(source);
  if (isRefused(parsed)) return parsed;
  switch (parsed.kind) {
    case "header":
      return { kind: "headerAll", name: parsed.name };
    case "query":
      return { kind: "queryAll", name: parsed.name };
    case "stageVariable":
    case "context":
      return parsed;
    default:
      return NO_SOURCE;
  }
}

const NO_SOURCE: Refused = { refused: "malformed", why: "no caller is known by that", fix: "" };
