import type { Exchange } from "./exchange.js";
import { headerValues } from "./header-values.js";

/** A cookie's values as they were sent, in order (RFC 6265, section 4.2.1). */
export function cookieValues(request: Exchange, name: string): readonly string[] {
  const pairs = headerValues(request.incoming.rawHeaders, "cookie").flatMap((each) =>
    each.split(";"),
  );
  return pairs.flatMap((pair) => {
    const equals = pair.indexOf("=");
    const isNamed = equals !== -1 && pair.slice(0, equals).trim() === name;
    return isNamed ? [pair.slice(equals + 1).trim()] : [];
  });
}
