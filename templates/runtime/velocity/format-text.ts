import { checkTextLength } from "./bounds.js";
import { fixedText } from "./fixed-text.js";
import { radixText } from "./java-numbers.js";
import { bare, isDouble, isInt, isInteger, isText } from "./kinds.js";
import { TemplateError } from "./template-error.js";
import { text } from "./text.js";
import { TextBuilder } from "./text-builder.js";
import type { Value } from "./value.js";

/**
 * Java's `String.format` with `%s`, `%b`, `%c`, `%d`, `%x`, `%f`, `%n` and `%%`. What Java throws at
 * throws here: too few arguments, those of another type, and what is no directive.
 */
export function formatText(template: string, args: readonly Value[]): string {
  const builder = new TextBuilder();
  let done = 0;
  let next = 0;
  for (const match of template.matchAll(DIRECTIVE)) {
    const [whole, index, flags = "", width, precision, conversion = ""] = match;
    const directive = { flags, conversion, width: numberOf(width), precision: numberOf(precision) };
    builder.add(template.slice(done, match.index));
    done = match.index + whole.length;
    if (conversion === "") throw illegal();
    if (conversion === "n") builder.add("\n");
    else if (conversion === "%") builder.add(padded("%", directive));
    else builder.add(formatted(args[index === undefined ? next++ : Number(index) - 1], directive));
  }
  return builder.add(template.slice(done)).text;
}

/** `%[index$][flags][width][.precision]conversion`, and a `%` that is none. */
const DIRECTIVE = /%(?:([1-9]\d*)\$)?([-+ 0,(#]{0,7})([1-9]\d*)?(?:\.(\d+))?([bBcCdfnsSxX%])|%/g;

interface Directive {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly conversion: string;
}

function formatted(arg: Value | undefined, directive: Directive): string {
  const lower = directive.conversion.toLowerCase();
  const textFlags = /[dxf]/.test(lower) ? "" : directive.flags.replace("-", "");
  const converted = arg === undefined ? undefined : CONVERSIONS.get(lower)?.(arg, directive);
  if (converted === undefined || textFlags !== "") throw illegal();
  const value = padded(converted, directive);
  return lower === directive.conversion ? value : value.toUpperCase();
}

type Conversion = (arg: Value, directive: Directive) => string | undefined;

/** What an argument becomes; undefined if the conversion does not take such a one. */
const CONVERSIONS: ReadonlyMap<string, Conversion> = new Map<string, Conversion>([
  ["s", (arg, { precision }) => (arg === null ? "null" : text(arg)).slice(0, precision)],
  ["b", (arg, { precision }) => String(arg !== null && arg !== false).slice(0, precision)],
  ["c", charText],
  ["d", decimalText],
  ["x", hexText],
  ["f", fractionText],
]);

function decimalText(arg: Value, { flags, precision }: Directive): string | undefined {
  return isInteger(arg) && precision === undefined ? signed(String(arg), flags) : undefined;
}

function hexText(arg: Value, { flags, precision }: Directive): string | undefined {
  if (!isInteger(arg) || precision !== undefined) return undefined;
  return (flags.includes("#") ? "0x" : "") + radixText(arg, 16);
}

function fractionText(arg: Value, { flags, precision = 6 }: Directive): string | undefined {
  checkTextLength(precision);
  return isDouble(arg) ? signed(fixedText(Number(bare(arg)), precision), flags) : undefined;
}

function charText(arg: Value): string | undefined {
  if (isInt(arg) && arg >= 0 && arg <= 0x10ffff) return String.fromCodePoint(arg);
  return isText(arg) && arg.length === 1 ? arg : undefined;
}

function signed(number: string, flags: string): string {
  const [whole = "", ...fraction] = number.replace("-", "").split(".");
  const grouped = flags.includes(",") ? whole.replace(/\B(?=(?:\d{3})+$)/g, ",") : whole;
  const size = [grouped, ...fraction].join(".");
  if (number.startsWith("-")) return flags.includes("(") ? `(${size})` : `-${size}`;
  return (/[+ ]/.exec(flags)?.[0] ?? "") + size;
}

function padded(value: string, { flags, width }: Directive): string {
  checkTextLength(width ?? 0);
  if (width === undefined && /[-0]/.test(flags)) throw illegal();
  if (flags.includes("-")) return value.padEnd(width ?? 0);
  if (!flags.includes("0")) return value.padStart(width ?? 0);
  const sign = /^(?:[-+ (]|0x)?/.exec(value)?.[0] ?? "";
  return sign + value.slice(sign.length).padStart((width ?? 0) - sign.length, "0");
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function illegal(): TemplateError {
  return new TemplateError("a template formats what its format does not take");
}
