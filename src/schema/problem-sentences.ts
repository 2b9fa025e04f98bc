import type { JsonType, JsonValue } from "./schema.js";

/** How types are called in sentences. */
const WORDS: Readonly<Record<JsonType, string>> = {
  null: "null",
  boolean: "true or false",
  integer: "an integer",
  number: "a number",
  string: "text",
  array: "a list",
  object: "an object",
};

/** Sentences about longer lists of values tell only how many there are. */
const LONGEST_LIST = 100;

/** What is wrong with a value of another type. */
export function mustBeType(types: readonly JsonType[]): string {
  return types.length === 0
    ? "is not allowed"
    : `must be ${listed(types.map((type) => WORDS[type]))}`;
}

/** What is wrong with a value that is none of those. */
export function mustBeOneOf(values: readonly JsonValue[]): string {
  const texts = values.map((each) => JSON.stringify(each));
  const [only] = texts;
  if (texts.length === 1 && only !== undefined && only.length <= LONGEST_LIST) {
    return `must be ${only}`;
  }
  const list = texts.join(", ");
  return list.length <= LONGEST_LIST
    ? `must be one of ${list}`
    : `must be one of ${counted(values.length, "value")} that the document lists`;
}

/** Whether values of a type are allowed; integers are numbers. */
export function isAllowedType(types: readonly JsonType[] | undefined, type: JsonType): boolean {
  if (types === undefined) return true;
  return types.includes(type) || (type === "number" && types.includes("integer"));
}

/** `1 item`, `2 items` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
