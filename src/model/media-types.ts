/**
 * What reads the fields of a form, which a schema describes as the properties of an object; undefined
 * for other media types. Parts have names in `multipart/mixed` too (OpenAPI 3.0, "Encoding Object").
 */
export function formKindOf(mediaType: string): "form" | "multipart" | undefined {
  if (mediaType === "application/x-www-form-urlencoded") return "form";
  return /^multipart\/(?:form-data|mixed)$/.test(mediaType) ? "multipart" : undefined;
}

/** Whether a media type is one of JSON, or a range that has some. */
export function holdsJson(mediaType: string): boolean {
  return isJsonMediaType(mediaType) || /^(?:\*|application|text)\/\*$/.test(mediaType);
}

/** Whether a media type, in lower case and without parameters, is one of JSON. */
export function isJsonMediaType(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(mediaType);
}
