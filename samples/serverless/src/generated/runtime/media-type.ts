// RFC 9110, sections 5.6.2, 5.6.4, 5.6.6 and 8.3.1.
const TOKEN = "[!#$%&'*+\\-.^_`|~\\w]+";
const QUOTED = '"(?:[\\t !#-\\[\\]-~\\u0080-\\u00ff]|\\\\[\\t -~\\u0080-\\u00ff])*"';
const PARAMETER = `[ \\t]*${TOKEN}=(?:${TOKEN}|${QUOTED})`;
const MEDIA_TYPE = new RegExp(`^(${TOKEN}/${TOKEN})(?:[ \\t]*;(?:${PARAMETER})?)*[ \\t]*$`);

/** The media type of a header's value in lower case, or undefined when it is malformed. */
export function parseMediaType(value: string): string | undefined {
  return MEDIA_TYPE.exec(value)?.[1]?.toLowerCase();
}

/** A parameter, a `;` before nothing, or nothing more. */
const NEXT_PARAMETER = new RegExp(
  `[ \\t]*(?:;(?:[ \\t]*(${TOKEN})=(?:(${TOKEN})|(${QUOTED})))?|$)`,
  "y",
);

/**
 * The parameters of a header's value, names in lower case, what is quoted without its quotes but with
 * its backslashes; undefined where they are malformed, or one stands there twice.
 */
export function parseParameters(value: string): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  NEXT_PARAMETER.lastIndex = value.includes(";") ? value.indexOf(";") : value.length;
  while (NEXT_PARAMETER.lastIndex < value.length) {
    const found = NEXT_PARAMETER.exec(value);
    if (found === null) return undefined;
    const [, name, token, quoted = ""] = found;
    if (name === undefined) continue;
    const key = name.toLowerCase();
    if (parameters.has(key)) return undefined;
    parameters.set(key, token ?? quoted.slice(1, -1));
  }
  return parameters;
}

/** Whether text of this media type can only be UTF-8, which is what checks read. */
export function isUtf8(contentType: string): boolean {
  const parameters = parseParameters(contentType);
  if (parameters === undefined || isExtended(parameters, "charset")) return false;
  return /^utf-?8$/i.test(parameters.get("charset") ?? "utf-8");
}

/** Whether a parameter is written as `name*` or `name*0` (RFC 2231), which some readers put first. */
export function isExtended(parameters: ReadonlyMap<string, string>, name: string): boolean {
  return [...parameters.keys()].some((each) => each.startsWith(`${name}*`));
}

/** Whether a media type carries JSON: `application/json`, `application/problem+json`, `text/json`. */
export function isJsonMediaType(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(mediaType);
}
