import type {
  JsonType,
  JsonValue,
  NumberKeywords,
  SizeBounds,
  ValueSchema,
} from "../../schema/schema.js";
import { isSame } from "../same-value.js";
import type { Effect } from "./finding.js";

/** A difference of what two schemas say of a value as a whole. */
export interface ScalarDifference {
  readonly effect: Effect;
  /** What follows the name of the value: `must be at least 3 (was 1)`. */
  readonly says: string;
  readonly breaksReaders?: boolean;
}

/** What differs of types, enumerations, numbers, texts and sizes. */
export function compareScalars(was: ValueSchema, is: ValueSchema): readonly ScalarDifference[] {
  return [
    ...compareTypes(was.types, is.types),
    ...compareEnums(was.enum, is.enum),
    ...compareNumbers(was.number, is.number),
    ...compareSizes(was.text.length, is.text.length, "characters"),
    ...compareSizes(was.array.count, is.array.count, "items"),
    ...compareSizes(was.object.count, is.object.count, "members"),
    ...compareRule(was.text.pattern, is.text.pattern, "pattern"),
    ...compareRule(was.format, is.format, "format"),
    ...compareRule(was.array.unique || undefined, is.array.unique || undefined, "unique items"),
  ];
}

type Types = readonly JsonType[] | undefined;

function compareTypes(was: Types, is: Types): readonly ScalarDifference[] {
  const [lost, won] = [missing(was, is), missing(is, was)];
  if (!lost && !won) return [];
  const effect = lost && won ? "different" : lost ? "stricter" : "looser";
  const says = `is ${showTypes(is)} (was ${showTypes(was)})`;
  return [{ effect, says, breaksReaders: true }];
}

/** Whether the first list allows a type that the second one does not. */
function missing(types: Types, others: Types): boolean {
  if (others === undefined) return false;
  const has = (type: JsonType) =>
    others.includes(type) || (type === "integer" && others.includes("number"));
  return types === undefined || !types.every(has);
}

function showTypes(types: Types): string {
  if (types === undefined) return "of any type";
  return types.length === 0 ? "nothing that is allowed" : types.join(" or ");
}

type Values = readonly JsonValue[] | undefined;

function compareEnums(was: Values, is: Values): readonly ScalarDifference[] {
  if (was === undefined && is === undefined) return [];
  if (was === undefined) return [{ effect: "stricter", says: `is now one of ${show(is)}` }];
  if (is === undefined) return [{ effect: "looser", says: `may now be other than ${show(was)}` }];
  const [lost, won] = [without(was, is), without(is, was)];
  return [
    ...(lost.length > 0
      ? [{ effect: "stricter", says: `may no longer be ${show(lost)}` } as const]
      : []),
    ...(won.length > 0 ? [{ effect: "looser", says: `may now be ${show(won)}` } as const] : []),
  ];
}

function without(values: readonly JsonValue[], others: readonly JsonValue[]): readonly JsonValue[] {
  const known = new Set(others.map((each) => JSON.stringify(each)));
  return values.filter((each) => !known.has(JSON.stringify(each)));
}

const SHOWN = 8;

function show(values: Values = []): string {
  const shown = values.slice(0, SHOWN).map((each) => JSON.stringify(each));
  const more = values.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

interface Bound {
  readonly value: number;
  readonly isExclusive: boolean;
}

function compareNumbers(was: NumberKeywords, is: NumberKeywords): readonly ScalarDifference[] {
  return [
    ...compareBound(lowest(was), lowest(is), "at least", "more than"),
    ...compareBound(highest(was), highest(is), "at most", "less than"),
    ...compareMultiples(was.multipleOf, is.multipleOf),
  ];
}

function lowest({ minimum, exclusiveMinimum }: NumberKeywords): Bound | undefined {
  if (exclusiveMinimum !== undefined && exclusiveMinimum >= (minimum ?? -Infinity)) {
    return { value: exclusiveMinimum, isExclusive: true };
  }
  return minimum === undefined ? undefined : { value: minimum, isExclusive: false };
}

function highest({ maximum, exclusiveMaximum }: NumberKeywords): Bound | undefined {
  if (exclusiveMaximum !== undefined && exclusiveMaximum <= (maximum ?? Infinity)) {
    return { value: exclusiveMaximum, isExclusive: true };
  }
  return maximum === undefined ? undefined : { value: maximum, isExclusive: false };
}

function compareBound(
  was: Bound | undefined,
  is: Bound | undefined,
  including: "at least" | "at most",
  excluding: "more than" | "less than",
): readonly ScalarDifference[] {
  if (isSame(was, is)) return [];
  const words = (bound: Bound) => `${bound.isExclusive ? excluding : including} ${bound.value}`;
  if (is === undefined) {
    return was ? [{ effect: "looser", says: `need no longer be ${words(was)}` }] : [];
  }
  if (was === undefined) return [{ effect: "stricter", says: `must now be ${words(is)}` }];
  const isHigher = is.value === was.value ? is.isExclusive : is.value > was.value;
  const isLowest = including === "at least";
  const stricter = is.value === was.value ? is.isExclusive : isHigher === isLowest;
  const says = `must be ${words(is)} (was ${words(was)})`;
  return [{ effect: stricter ? "stricter" : "looser", says }];
}

function compareMultiples(
  was: number | undefined,
  is: number | undefined,
): readonly ScalarDifference[] {
  if (was === undefined || is === undefined || was === is) {
    return compareRule(was, is, "multiple of");
  }
  const effect = is % was === 0 ? "stricter" : was % is === 0 ? "looser" : "different";
  return [{ effect, says: `must be a multiple of ${is} (was ${was})` }];
}

/** How long a text is, or how many items or members there are. */
export function compareSizes(
  was: SizeBounds,
  is: SizeBounds,
  noun: string,
): readonly ScalarDifference[] {
  const [min, wasMin] = [is.min ?? 0, was.min ?? 0];
  const [max, wasMax] = [is.max ?? Infinity, was.max ?? Infinity];
  const most = (size: number) => (size === Infinity ? "any number of" : `at most ${size}`);
  return [
    ...(min === wasMin
      ? []
      : [
          {
            effect: min > wasMin ? "stricter" : "looser",
            says:
              min === 0
                ? `need no longer have at least ${wasMin} ${noun}`
                : `must have at least ${min} ${noun} (was ${wasMin})`,
          } as const,
        ]),
    ...(max === wasMax
      ? []
      : [
          {
            effect: max < wasMax ? "stricter" : "looser",
            says: `may have ${most(max)} ${noun} (was ${most(wasMax)})`,
          } as const,
        ]),
  ];
}

/** A rule that is there or not, or another one. */
function compareRule(was: unknown, is: unknown, name: string): readonly ScalarDifference[] {
  if (was === is) return [];
  const shown = (value: unknown) => (value === true ? name : `${name} ${JSON.stringify(value)}`);
  if (was === undefined) return [{ effect: "stricter", says: `is now checked: ${shown(is)}` }];
  if (is === undefined) {
    return [{ effect: "looser", says: `is no longer checked: ${shown(was)}` }];
  }
  return [{ effect: "different", says: `has another ${shown(is)} (was ${JSON.stringify(was)})` }];
}
