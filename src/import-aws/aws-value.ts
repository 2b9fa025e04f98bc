import type { Location } from "../diagnostics/diagnostic.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { kindOf } from "../load/cursor.js";
import { childPointer } from "../load/json-pointer.js";

/** A value of the CLI's output, and where it stands. */
export interface AwsValue {
  readonly value: unknown;
  readonly at: Location;
  /** The key or index that it has. */
  readonly name: string;
}

/** The members of what must be an object, by key; none, with the problem reported, of anything else. */
export function membersOf(holder: AwsValue, reporter: Reporter): ReadonlyMap<string, AwsValue> {
  const { value } = holder;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    reportKind(holder, "an object", reporter);
    return new Map();
  }
  return new Map(
    Object.entries(value).map(([name, member]) => [name, childOf(holder, name, member)]),
  );
}

/** The items of what must be a list. */
export function itemsOf(holder: AwsValue, reporter: Reporter): readonly AwsValue[] {
  const { value } = holder;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => childOf(holder, String(index), item));
  }
  reportKind(holder, "a list", reporter);
  return [];
}

/** A text; undefined, with the problem reported, if it is none. */
export function textOf(from: AwsValue, reporter: Reporter): string | undefined {
  return typeof from.value === "string" ? from.value : reportKind(from, "text", reporter);
}

/** A text of which nothing may be told, not even in an error. */
export function secretOf({ value, at, name }: AwsValue, reporter: Reporter): string | undefined {
  if (typeof value === "string") return value;
  reporter.report("wrong-type", at, { key: name, expected: "text", found: "something else" });
  return undefined;
}

/** A number, which the CLI may have printed as text. */
export function numberOf(from: AwsValue, reporter: Reporter): number | undefined {
  const { value } = from;
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^-?\d{1,15}(?:\.\d+)?$/.test(value)) return Number(value);
  return reportKind(from, "a number", reporter);
}

export function flagOf(from: AwsValue, reporter: Reporter): boolean | undefined {
  return typeof from.value === "boolean" ? from.value : reportKind(from, "true or false", reporter);
}

/** Texts by key; what is no text is reported, and left out. */
export function textsOf(
  holder: AwsValue,
  reporter: Reporter,
): Readonly<Record<string, string>> | undefined {
  const texts = [...membersOf(holder, reporter).values()].flatMap((member) => {
    const text = textOf(member, reporter);
    return text === undefined ? [] : [[member.name, text] as const];
  });
  return texts.length === 0 ? undefined : sortedRecord(texts);
}

/** An object whose keys stand in the same order whatever order they came in. */
export function sortedRecord<Value>(
  entries: Iterable<readonly [string, Value]>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries([...entries].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function childOf(holder: AwsValue, name: string, value: unknown): AwsValue {
  const { file, pointer } = holder.at;
  return { value, at: { file, pointer: childPointer(pointer, name) }, name };
}

function reportKind({ value, at, name }: AwsValue, expected: string, reporter: Reporter) {
  reporter.report("wrong-type", at, { key: name, expected, found: kindOf(value) });
  return undefined;
}
