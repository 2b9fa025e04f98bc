/** A regular expression of ECMA-262, with the flag that JSON Schema asks for (core, section 6.4). */
export function isRegex(text: string): boolean {
  if (!/\\p/i.test(text)) return compiles(text);
  // V8 takes microseconds to build the set of a property. Digits have the same syntax, and are cheap.
  let areKnown = true;
  const plain = text.replaceAll(ESCAPE, (escape) => {
    if (!/^\\p\{/i.test(escape)) return escape;
    areKnown &&= isProperty(escape);
    return "\\d";
  });
  return areKnown && compiles(plain);
}

/** A backslash with what it escapes. */
const ESCAPE = /\\(?:[pP]\{[^{}]*\}|[^])/g;

/** Properties that exist, of which there are not many. */
const properties = new Set<string>();

function isProperty(escape: string): boolean {
  if (properties.has(escape)) return true;
  if (!compiles(escape)) return false;
  properties.add(escape);
  return true;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
