import type { Code, Member } from "../code/code-kit.js";
import { array, key, lit, object, ts } from "../code/code-kit.js";
import type { CacheKey, KeyParameter } from "../model/cache-key.js";
import { optional } from "./optional-member.js";

/** What tells kept responses apart: names by place. */
export function planCacheKey({ namespace, parameters, declared }: CacheKey): Code {
  const others = declared.filter(
    (each) => !parameters.some((one) => one.in === each.in && one.name === each.name),
  );
  return object([
    ...optional(namespace !== undefined, ts`namespace`, () => lit(namespace)),
    ...names("path", "path", parameters),
    ...names("query", "query", parameters),
    ...names("headers", "header", parameters),
    ...names("forwardedQuery", "query", others),
    ...names("forwardedHeaders", "header", others),
  ]);
}

function names(
  label: string,
  place: KeyParameter["in"],
  parameters: readonly KeyParameter[],
): readonly Member[] {
  const found = parameters.filter((each) => each.in === place).map((each) => lit(each.name));
  return found.length === 0 ? [] : [[key(label), array(found)]];
}
