/** A UUID of any version (RFC 9562, section 4), in upper or lower case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
