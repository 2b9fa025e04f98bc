import { isHostname } from "./hostname.js";
import { isULabel, toALabel } from "./u-label.js";

/** A host's name whose labels may be internationalised (RFC 5890, section 2.3.2.3). */
export function isIdnHostname(text: string): boolean {
  // Each character becomes one of ASCII at least, and may be two code units.
  if (text.length > 2 * 253) return false;
  // RFC 3490, section 3.1, names what else counts as a full stop.
  const labels = text.split(/[.\u3002\uff0e\uff61]/);
  const isLabel = (label: string) =>
    isAscii(label) ? isHostname(label) && !isReserved(label) : isULabel(label);
  if (!labels.every(isLabel)) return false;
  const ascii = labels.map((label) => (isAscii(label) ? label : toALabel(label)));
  return ascii.join(".").length <= 253;
}

function isAscii(label: string): boolean {
  return /^[\0-\x7f]*$/.test(label);
}

/** RFC 5890, section 2.3.1: `xn--` is the one prefix of its form that has a meaning. */
function isReserved(label: string): boolean {
  return /^(?!xn)..--/i.test(label);
}
