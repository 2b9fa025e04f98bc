/** `type/subtype` and `name=value` parameters, as RFC 9110 sections 5.6.6 and 8.3.1 write them. */
const MEDIA_TYPE =
  /^([!#$%&'*+\-.^_`|~\w]+\/[!#$%&'*+\-.^_`|~\w]+)(?:[ \t]*;(?:[ \t]*[!#$%&'*+\-.^_`|~\w]+=(?:[!#$%&'*+\-.^_`|~\w]+|"(?:[^"\\\u0000-\u0008\u000a-\u001f\u007f]|\\[\t -~\u0080-\u00ff])*"))?)*[ \t]*$/; // oxlint-disable-line no-control-regex -- quoted-string excludes them

/** The media type of a header's value in lower case, or undefined when it is malformed. */
export function parseMediaType(value: string): string | undefined {
  return MEDIA_TYPE.exec(value)?.[1]?.toLowerCase();
}

/** Whether a media type carries JSON: `application/json`, `application/problem+json`. */
export function isJsonMediaType(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}
