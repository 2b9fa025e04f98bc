import type { Cursor } from "../../load/cursor.js";
import type { Mapping } from "../../model/integration.js";
import type { Refused } from "./parse-shared-expression.js";
import { isRefused } from "./parse-shared-expression.js";

/** What an integration's mappings set, by place: `header`, `querystring`, `path`. */
export interface PlacedMapping<Expression> extends Mapping<Expression> {
  readonly place: string;
}

/** Set by the gateway alone; Amazon answers 500 to every request when they are mapped. */
const FORBIDDEN = new Set(["content-length", "transfer-encoding"]);

/** Dropped by Amazon even when they are mapped. */
const DROPPED = new Set(["connection", "expect", "proxy-authenticate", "te", "via"]);

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads `requestParameters` or `responseParameters`: what is wrong is reported and left out.
 * @param target matches a key, giving place and name
 * @param form how a key is to be written
 */
export function readMappings<Expression extends object>(
  parameters: Cursor | undefined,
  target: RegExp,
  form: string,
  parse: (text: string) => Expression | Refused,
): readonly PlacedMapping<Expression>[] {
  return (parameters?.entries() ?? []).flatMap(([key, value]) => {
    const { reporter } = value;
    const [, place, name] = target.exec(key) ?? [];
    if (place === undefined || name === undefined || (place === "header" && !TOKEN.test(name))) {
      reporter.report("malformed-mapping-target", value.keyAt, { target: key, form });
      return [];
    }
    if (place === "header" && FORBIDDEN.has(name.toLowerCase())) {
      reporter.report("forbidden-mapping", value.keyAt, { target: key });
      return [];
    }
    if (
      typeof value.value !== "string" ||
      (place === "header" && DROPPED.has(name.toLowerCase()))
    ) {
      reporter.report("ignored-mapping", value.keyAt, { target: key });
      return [];
    }
    const expression = value.value;
    const parsed = parse(expression);
    if (!isRefused(parsed)) return [{ place, name, value: parsed }];
    const { why } = parsed;
    if (parsed.refused === "unsupported") {
      reporter.report("unsupported-mapping", value.at, { expression, why });
    } else {
      reporter.report("malformed-mapping", value.at, { expression, why, fix: parsed.fix });
    }
    return [];
  });
}
