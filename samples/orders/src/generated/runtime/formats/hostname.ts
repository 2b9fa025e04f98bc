import { isALabel } from "./u-label.js";

/**
 * A host's name (RFC 1123, section 2.1): labels of letters, digits and hyphens. One that begins
 * with `xn--` is punycode, and must stand for a label of IDNA (RFC 5890, section 2.3.2.1).
 */
export function isHostname(text: string): boolean {
  // RFC 1035, section 2.3.4, counts a length before each label, and the root's.
  if (text.length > 253 || !LABELS.test(text)) return false;
  return (
    !/xn--/i.test(text) || text.split(".").every((label) => !isPunycode(label) || isALabel(label))
  );
}

const LABEL = "[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?";
const LABELS = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, "i");

function isPunycode(label: string): boolean {
  return /^xn--/i.test(label);
}
