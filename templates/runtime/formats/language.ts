/** A well-formed `Language-Tag` (RFC 5646, section 2.1): `de-CH-1996`. */
export function isLanguage(text: string): boolean {
  // Letters beyond ASCII must not become some of it.
  if (!/^[a-z\d-]*$/i.test(text)) return false;
  const tag = text.toLowerCase();
  if (IRREGULAR.has(tag)) return true;
  const subtags = tag.split("-");
  if (!subtags.every((subtag) => subtag.length >= 1 && subtag.length <= 8)) return false;
  const [language = "", ...rest] = subtags;
  if (language === "x") return rest.length > 0;
  if (!/^[a-z]{2,8}$/.test(language)) return false;
  let next = 0;
  const skip = (form: RegExp, most: number) => {
    for (let count = 0; count < most && form.test(rest[next] ?? ""); count += 1) next += 1;
  };
  if (language.length <= 3) skip(/^[a-z]{3}$/, 3);
  skip(/^[a-z]{4}$/, 1);
  skip(/^(?:[a-z]{2}|\d{3})$/, 1);
  skip(/^(?:.{5,8}|\d.{3})$/, Infinity);
  return isExtensions(rest.slice(next));
}

/** Extensions, each of a letter or digit and what it says, and at last what is private, after x. */
function isExtensions(subtags: readonly string[]): boolean {
  let isOpen = false;
  for (const [index, subtag] of subtags.entries()) {
    if (subtag.length > 1) {
      if (index === 0) return false;
      isOpen = false;
    } else {
      if (isOpen) return false;
      if (subtag === "x") return index + 1 < subtags.length;
      isOpen = true;
    }
  }
  return !isOpen;
}

/** Those of the `grandfathered` tags that are not of the form of others. */
const IRREGULAR = new Set([
  "en-gb-oed",
  "i-ami",
  "i-bnn",
  "i-default",
  "i-enochian",
  "i-hak",
  "i-klingon",
  "i-lux",
  "i-mingo",
  "i-navajo",
  "i-pwn",
  "i-tao",
  "i-tay",
  "i-tsu",
  "sgn-be-fr",
  "sgn-be-nl",
  "sgn-ch-de",
]);
