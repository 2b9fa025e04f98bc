import { type Code, codeOf } from "./code.js";
import { stringLiteral } from "./string-literal.js";

const BARE = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/**
 * `name` as the key of an object literal or of a member of a type: bare where it can be, else in
 * quotes. `__proto__` is computed, which makes it an own property like any other.
 */
export function key(name: string): Code {
  if (name === "__proto__") return codeOf('["__proto__"]');
  return codeOf(BARE.test(name) ? name : stringLiteral(name));
}

/** The access to the property `name` of what stands before it: `.name` or `["na me"]`. */
export function member(name: string): Code {
  return codeOf(BARE.test(name) ? `.${name}` : `[${stringLiteral(name)}]`);
}
