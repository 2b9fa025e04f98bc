import type { Validator } from "./validation.js";

/** By media type or range (`text/*`, `application/*+json`) in lower case: the validator of JSON, or `anything` goes. */
export type DeclaredContent = Readonly<Record<string, Validator | "anything">>;

/** What is declared for a media type: by its name, else by the narrowest range that holds it. */
export function declaredFor<Check>(
  content: Readonly<Record<string, Check>>,
  mediaType: string,
): Check | undefined {
  return firstOf(content, [
    mediaType,
    mediaType.replace(/\/.*(?=\+)/, "/*"),
    mediaType.replace(/\/.*$/, "/*"),
    "*/*",
  ]);
}

/** The member that has the first of these names. */
export function firstOf<Member>(
  members: Readonly<Record<string, Member>>,
  names: readonly string[],
): Member | undefined {
  const name = names.find((each) => Object.hasOwn(members, each));
  return name === undefined ? undefined : members[name];
}
