import { digitsEnd } from "./ascii.js";

/**
 * `duration` of RFC 3339, appendix A: `P1DT12H`. Units stand in order with none between them left
 * out, so that `P1Y1D` is none; weeks stand alone.
 */
export function isDuration(text: string): boolean {
  if (!text.startsWith("P")) return false;
  if (text.endsWith("W")) return digitsEnd(text, 1) === text.length - 1 && text.length > 2;
  const time = unitsEnd(text, 1, "YMD");
  if (time === text.length) return time > 1;
  if (text[time] !== "T") return false;
  return unitsEnd(text, time + 1, "HMS") === text.length && time + 1 < text.length;
}

/** Where a row of numbers ends that are followed by neighbours in `units`; -1 if one is not. */
function unitsEnd(text: string, from: number, units: string): number {
  let at = from;
  let next: number | undefined;
  for (;;) {
    const end = digitsEnd(text, at);
    if (end === at) return at;
    const unit = units.indexOf(text.charAt(end));
    // Past the end of a text stands "", which is in every text.
    if (end === text.length || unit === -1 || (next !== undefined && unit !== next)) return -1;
    next = unit + 1;
    at = end + 1;
  }
}
