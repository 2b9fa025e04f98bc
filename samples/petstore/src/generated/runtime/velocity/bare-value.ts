import { UnparsableJson } from "./unparsable-json.js";
import { double, integer, type Value } from "./value.js";

/** What stands in JSON without quotes: a number, a word that JSON knows, or else a text. */
export function bareValue(text: string): Value {
  const first = text.charCodeAt(0);
  if (first === MINUS || (first >= DIGIT_0 && first <= DIGIT_9)) return numberOrText(text);
  if (text === "null") return null;
  if (text === "true") return true;
  if (text === "false") return false;
  return text === "NaN" ? Number.NaN : text;
}

const MINUS = 45;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
/** That of json-smart: reading the digits of a bigint takes time in proportion to their square. */
const MAX_DIGITS = 1000;

function numberOrText(text: string): Value {
  if (INTEGER.test(text)) {
    // Zero is added since Java's integers have no -0.
    if (text.length <= 15) return Number(text) + 0;
    if (text.length <= MAX_DIGITS) return integer(BigInt(text));
    throw new UnparsableJson("a number that is too long", 0);
  }
  return DECIMAL.test(text) ? double(Number(text)) : text;
}

const INTEGER = /^-?\d+$/;
const DECIMAL = /^-?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?$/;
