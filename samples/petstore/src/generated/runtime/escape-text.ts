/** Most values are nothing else, and found to be so in one pass. */
const PLAIN = /^[\x20\x21\x23-\x25\x28-\x3b\x3d\x3f-\x5b\x5d-\x7e]*$/;

/** What ends a line somewhere, or steers what shows it; and halves of characters. */
const UNSHOWN = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu;

/**
 * A value as it stands between the quotes of a JSON text, which no value leaves: so Amazon API Gateway
 * writes values in its access logs. What JSON would let pass, though it ends lines, is escaped as well.
 */
export function jsonText(value: string): string {
  if (PLAIN.test(value)) return value;
  return value.replace(/["\\]/g, String.raw`\$&`).replace(UNSHOWN, codePoint);
}

/** A value as it stands in an element or an attribute of XML, which has no way to write the rest. */
export function xmlText(value: string): string {
  if (PLAIN.test(value)) return value;
  return value.replace(/[<>&"']/g, (sign) => ENTITIES[sign] ?? sign).replace(UNSHOWN, codePoint);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
};

function codePoint(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
