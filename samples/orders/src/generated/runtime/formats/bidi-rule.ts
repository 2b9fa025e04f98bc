/** The rule for labels with text from right to left (RFC 5893, section 2). */
export function followsBidiRule(label: string): boolean {
  if (!RIGHT_TO_LEFT.test(label)) return true;
  return WHOLE.test(label) && !(EUROPEAN.test(label) && ARABIC.test(label));
}

/** Classes of Bidi_Class: AN, EN, NSM, and R with AL, which have blocks of their own. */
const AN = String.raw`[\u{660}-\u{669}\u{10d30}-\u{10d39}]`;
const EN = String.raw`[\d\u{6f0}-\u{6f9}]`;
const NSM = String.raw`\p{Mn}`;
const BLOCKS = String.raw`\u{590}-\u{8ff}\u{fb1d}-\u{fdff}\u{fe70}-\u{feff}\u{10800}-\u{10fff}\u{1e800}-\u{1efff}`;
const R = `(?!${AN}|${EN}|${NSM})[${BLOCKS}]`;

/** ES, ON and BN, as far as they may be in a label: modifiers, hyphens, dots and joiners. */
const MODIFIERS = String.raw`\u{2b9}\u{2ba}\u{2c6}-\u{2cf}\u{2ec}\u{375}\u{a67f}\u{a717}-\u{a71f}\u{a788}`;
const NEUTRAL = String.raw`[-\u{b7}\u{200c}-\u{200d}\u{2e2f}\u{30fb}${MODIFIERS}]`;

const RIGHT_TO_LEFT = new RegExp(`${R}|${AN}`, "u");
const EUROPEAN = new RegExp(EN, "u");
const ARABIC = new RegExp(AN, "u");
const WHOLE = new RegExp(
  `^(?=${R})(?:${R}|${AN}|${EN}|${NSM}|${NEUTRAL})*(?:${R}|${AN}|${EN})${NSM}*$`,
  "u",
);
