import { type Code, codeOf } from "./code.js";
import { InternalError } from "./internal-error.js";
import { reservedNames } from "./reserved-names.js";
import { stableHash } from "./stable-hash.js";

declare const checked: unique symbol;

/** A name that may be declared anywhere in generated code. Two texts may give the same one. */
export type Identifier = string & { readonly [checked]: "identifier" };

const VALID = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const LONGEST = 80;

/** A name of ours, written out in the source of the generator; throws if it is not one. */
export function identifier(text: string): Identifier {
  if (!isIdentifier(text)) throw new InternalError(`not an identifier: ${JSON.stringify(text)}`);
  return text;
}

/** `GET /pets/{petId}` → `getPetsPetId` */
export function toIdentifier(text: string): Identifier {
  const [first = "", ...others] = wordsOf(text);
  return settled([lowered(first), ...others.map(capitalised)].join(""), text);
}

/** `pet-store` → `PetStore` */
export function toTypeName(text: string): Identifier {
  return settled(wordsOf(text).map(capitalised).join(""), text);
}

/** `petStoreUrl` → `PET_STORE_URL` */
export function toConstantName(text: string): Identifier {
  const words = wordsOf(text).flatMap((word) =>
    word.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/),
  );
  return settled(words.join("_").toUpperCase(), text);
}

/** Tells `identifier` from the same name of another element; `element` is what is hashed. */
export function withHash(identifier: Identifier, element: string): Identifier {
  return `${identifier}_${stableHash(element)}` as Identifier;
}

/** `identifier` as code. */
export function name(identifier: Identifier): Code {
  if (!isIdentifier(identifier)) throw new InternalError("name takes an Identifier");
  return codeOf(identifier, { kind: "text", text: identifier });
}

/** Kit-internal: also guards what the type system could be talked into. */
export function isIdentifier(text: string): text is Identifier {
  return typeof text === "string" && VALID.test(text) && !reservedNames.has(text);
}

/** The runs of ASCII letters and digits; accents go, other scripts separate. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .match(/[A-Za-z0-9]+/g) ?? []
  );
}

/** Makes `candidate` valid by adding to it. What nothing is left of is named by its hash. */
function settled(candidate: string, text: string): Identifier {
  if (candidate === "") return `_${stableHash(text)}` as Identifier;
  const bounded =
    candidate.length > LONGEST
      ? `${candidate.slice(0, LONGEST - 9)}_${stableHash(text)}`
      : candidate;
  const led = /^[0-9]/.test(bounded) ? `_${bounded}` : bounded;
  return (reservedNames.has(led) ? `${led}_` : led) as Identifier;
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** `Pet` → `pet`, `URLOf` → `urlOf`, `ID` → `id` */
function lowered(word: string): string {
  return word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}
