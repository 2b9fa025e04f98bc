// RFC 9110, sections 5.6.2, 5.6.4, 5.6.6 and 8.3.1.
const TOKEN = "[!#$%&'*+\\-.^_`|~\\w]+";
const QUOTED = '"(?:[\\t !#-\\[\\]-~\\u0080-\\u00ff]|\\\\[\\t -~\\u0080-\\u00ff])*"';
const PARAMETER = `[ \\t]*${TOKEN}=(?:${TOKEN}|${QUOTED})`;
const MEDIA_TYPE = new RegExp(`^(${TOKEN}/${TOKEN})(?:[ \\t]*;(?:${PARAMETER})?)*[ \\t]*$`);

/** The media type of a header's value in lower case, or undefined when it is malformed. */
export function parseMediaType(value: string): string | undefined {
  return MEDIA_TYPE.exec(value)?.[1]?.toLowerCase();
}

/** Whether a media type carries JSON: `application/json`, `application/problem+json`, `text/json`. */
export function isJsonMediaType(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(mediaType);
}
