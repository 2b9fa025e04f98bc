/** The parameters of RFC 3492, section 5. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 0x80;

/** Encodes a text (RFC 3492, section 6.3), in time that grows with the square of its length. */
export function toPunycode(text: string): string {
  const input = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const basic = input.filter((code) => code < INITIAL_N);
  let output = String.fromCodePoint(...basic) + (basic.length > 0 ? "-" : "");
  let bias = INITIAL_BIAS;
  let delta = 0;
  let n = INITIAL_N;
  for (let handled = basic.length; handled < input.length; n += 1, delta += 1) {
    const next = Math.min(...input.filter((code) => code >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const code of input) {
      if (code < n) delta += 1;
      if (code !== n) continue;
      output += toDigits(delta, bias);
      handled += 1;
      bias = adapt(delta, handled, handled === basic.length + 1);
      delta = 0;
    }
  }
  return output;
}

/** Decodes a text (RFC 3492, section 6.2); undefined if it is malformed. */
export function fromPunycode(text: string): string | undefined {
  const hyphen = text.lastIndexOf("-");
  const output = Array.from(hyphen === -1 ? "" : text.slice(0, hyphen));
  let bias = INITIAL_BIAS;
  let n = INITIAL_N;
  let i = 0;
  for (let at = hyphen + 1; at < text.length; i += 1) {
    const before = i;
    for (let k = BASE, weight = 1, more = true; more; k += BASE, at += 1) {
      const digit = Number.parseInt(text.charAt(at), BASE);
      // Letters come before digits (section 5), unlike in other numbers.
      const value = digit < 10 ? digit + 26 : digit - 10;
      const t = threshold(k, bias);
      i += value * weight;
      if (!(i <= 0x7fffffff)) return undefined;
      weight *= BASE - t;
      more = value >= t;
    }
    const length = output.length + 1;
    bias = adapt(i - before, length, before === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return undefined;
    output.splice(i, 0, String.fromCodePoint(n));
  }
  return output.join("");
}

/** The digits of a number of variable length (section 3.3). */
function toDigits(delta: number, bias: number): string {
  let digits = "";
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const t = threshold(k, bias);
    if (rest < t) return digits + toDigit(rest);
    digits += toDigit(t + ((rest - t) % (BASE - t)));
    rest = Math.floor((rest - t) / (BASE - t));
  }
}

function toDigit(value: number): string {
  return "abcdefghijklmnopqrstuvwxyz0123456789".charAt(value);
}

function threshold(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, T_MIN), T_MAX);
}

/** Section 6.1. */
function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
