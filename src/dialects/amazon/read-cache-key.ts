import type { Cursor } from "../../load/cursor.js";
import type { CacheKey, KeyParameter } from "../../model/cache-key.js";
import { declaredParameters } from "../declared-parameters.js";
import type { DocumentOperation } from "../openapi/read-operations.js";

const PARAMETER =
  /^(method|integration)\.request\.(path|querystring|header|multivaluequerystring|multivalueheader)\.(.+)$/s;

const PLACES: Readonly<Record<string, KeyParameter["in"]>> = {
  path: "path",
  querystring: "query",
  multivaluequerystring: "query",
  header: "header",
  multivalueheader: "header",
};

/**
 * Reads what tells the kept responses of an operation apart: only what `cacheKeyParameters` lists,
 * as Amazon has it, so that callers with other values of a parameter that is not listed share them.
 */
export function readCacheKey(read: DocumentOperation, integration: Cursor | undefined): CacheKey {
  const parameters =
    integration
      ?.itemsAt("cacheKeyParameters")
      .flatMap((each) => readParameter(each, integration) ?? []) ?? [];
  const unkeyed = read.pathParameters.filter(
    ({ name }) => !parameters.some((each) => each.in === "path" && each.name === name),
  );
  if (unkeyed.length > 0) {
    const at = (integration?.get("cacheKeyParameters") ?? read.operation).keyAt;
    read.operation.reporter.report("unkeyed-path", at, { names: unkeyed.map(({ name }) => name) });
  }
  const namespace = integration?.get("cacheNamespace")?.scalar;
  return {
    ...(namespace !== undefined && { namespace }),
    parameters,
    declared: declaredParameters(read).filter((each) => each.in !== "path"),
  };
}

/** What an integration's parameter is made of tells them apart as well; a constant tells nothing. */
function readParameter(written: Cursor, integration: Cursor): KeyParameter | undefined {
  const text = written.string() ?? "";
  const [, side, place = "", name = ""] = PARAMETER.exec(text) ?? [];
  const found = PLACES[place];
  if (found === undefined) {
    written.reporter.report("malformed-cache-key", written.at, { text });
    return undefined;
  }
  if (side === "method") return { in: found, name };
  const source = integration.get("requestParameters")?.get(text);
  const mapped = source?.scalar ?? "";
  if (/^'.*'$/s.test(mapped)) return undefined;
  const [, sourceSide, sourcePlace = "", sourceName = ""] = PARAMETER.exec(mapped) ?? [];
  const of = PLACES[sourcePlace];
  if (sourceSide === "method" && of !== undefined) return { in: of, name: sourceName };
  written.reporter.report("malformed-cache-key", written.at, { text });
  return undefined;
}
