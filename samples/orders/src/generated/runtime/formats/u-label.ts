import { followsBidiRule } from "./bidi-rule.js";
import { areJoinersInPlace } from "./joiners.js";
import { fromPunycode, toPunycode } from "./punycode.js";

/** A label of IDNA in punycode (RFC 5890, section 2.3.2.1): `xn--bcher-kva`. */
export function isALabel(label: string): boolean {
  const lower = label.toLowerCase();
  const decoded = fromPunycode(lower.slice(PREFIX.length));
  return decoded !== undefined && isULabel(decoded) && toALabel(decoded) === lower;
}

/** A label of IDNA as people read it (RFC 5891, section 4.2): `bücher`. */
export function isULabel(label: string): boolean {
  // Each character takes one at least of the 63 in punycode, and may be two code units.
  if (label.length > 2 * 63 || /^[\0-\x7f]*$/.test(label) || label.normalize("NFC") !== label) {
    return false;
  }
  if (label.startsWith("-") || label.endsWith("-") || label.slice(2, 4) === "--") return false;
  if (/^\p{M}/u.test(label) || !VALID.test(label) || EXCLUDED.test(label)) return false;
  if (MISPLACED.some((misplaced) => misplaced.test(label))) return false;
  return areJoinersInPlace(label) && followsBidiRule(label) && toALabel(label).length <= 63;
}

/** The label of ASCII that stands for one of IDNA. */
export function toALabel(label: string): string {
  return PREFIX + toPunycode(label);
}

const PREFIX = "xn--";

/** RFC 5892, section 3: characters of words, exceptions, and those with a rule for their place. */
const EXCEPTIONS = String.raw`\u{b7}\u{375}\u{5f3}\u{5f4}\u{6fd}\u{6fe}\u{f0b}\u{200c}-\u{200d}\u{3007}\u{30fb}`;
const VALID = new RegExp(
  String.raw`^[-\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}${EXCEPTIONS}]+$`,
  "u",
);

/** RFC 5892, section 2: unstable and ignorable ones, exceptions, two blocks and old Hangul. */
const UNSTABLE = String.raw`(?![\u{df}\u{3c2}\u{200c}-\u{200d}])\p{Changes_When_NFKC_Casefolded}`;
const DISALLOWED = String.raw`\u{302e}-\u{302f}\u{640}\u{7fa}\u{3031}-\u{3035}\u{303b}`;
const BLOCKS = String.raw`\u{20d0}-\u{20ff}\u{1d100}-\u{1d24f}`;
const HANGUL = String.raw`\u{1100}-\u{11ff}\u{a960}-\u{a97c}\u{d7b0}-\u{d7c6}\u{d7cb}-\u{d7fb}`;
const EXCLUDED = new RegExp(`${UNSTABLE}|[${DISALLOWED}${BLOCKS}${HANGUL}]`, "u");

/** Characters where the rules for their place do not allow them (RFC 5892, appendix A.3 to A.9). */
const JAPANESE = String.raw`\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}`;
const MISPLACED = [
  /(?<!l)\u{b7}|\u{b7}(?!l)/u,
  /\u{375}(?!\p{Script=Greek})/u,
  /(?<!\p{Script=Hebrew})[\u{5f3}\u{5f4}]/u,
  new RegExp(String.raw`^[^${JAPANESE}]*\u{30fb}[^${JAPANESE}]*$`, "u"),
  /[\u{660}-\u{669}].*[\u{6f0}-\u{6f9}]|[\u{6f0}-\u{6f9}].*[\u{660}-\u{669}]/u,
];
