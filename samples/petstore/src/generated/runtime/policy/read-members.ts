import { PolicyError } from "./policy-error.js";

/** Where in a document something stands. */
export type PolicyPath = readonly (string | number)[];

/** An object's members that are not null; it must have no others than the known ones. */
export function readMembers(
  value: unknown,
  path: PolicyPath,
  known?: ReadonlySet<string>,
): ReadonlyMap<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new PolicyError(path, "must be an object");
  }
  const members = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  for (const [name] of members) {
    if (known?.has(name) === false) throw new PolicyError([...path, name], "is no such member");
  }
  return new Map(members);
}

/** A text, or a list of them. */
export function readTexts(value: unknown, path: PolicyPath): string[] {
  return readList(value, path).map(([each, at]) => {
    if (typeof each === "string") return each;
    throw new PolicyError(at, "must be text");
  });
}

/** A scalar, or a list of them, as texts. */
export function readScalars(value: unknown, path: PolicyPath): string[] {
  return readList(value, path).map(([each, at]) => {
    if (["string", "number", "boolean"].includes(typeof each)) return String(each);
    throw new PolicyError(at, "must be text");
  });
}

/** Each member of a list, which must have some, with its path; or what is no list alone. */
export function readList(value: unknown, path: PolicyPath): (readonly [unknown, PolicyPath])[] {
  if (!Array.isArray(value)) return [[value, path]];
  if (value.length === 0) throw new PolicyError(path, "must not be empty");
  return value.map((each: unknown, i) => [each, [...path, i]]);
}

/**
 * Texts with wildcards. What stands for a value of the request, as in `${aws:username}`, is not
 * replaced, and would let a `Deny` miss what it is for.
 */
export function readPatterns(value: unknown, path: PolicyPath): string[] {
  return withoutVariables(readTexts(value, path), path);
}

/** The texts, none of which may have a policy variable. */
export function withoutVariables(texts: string[], path: PolicyPath): string[] {
  if (!texts.some((each) => each.includes("${"))) return texts;
  throw new PolicyError(path, "must have no policy variables");
}
