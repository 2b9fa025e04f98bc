/** The media types of forms, whose fields a schema describes as the properties of an object. */
export const FORM = "application/x-www-form-urlencoded";
export const MULTIPART = "multipart/form-data";

/** Whether a media type, in lower case and without parameters, is one of JSON. */
export function isJsonMediaType(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(mediaType);
}
