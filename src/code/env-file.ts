import { parseEnv } from "node:util";
import { type Code, codeOf, nothing } from "./code.js";
import { paragraphsOf, wrapped } from "./wrapped-text.js";
import { hasUnseen } from "./unseen.js";

/** A value that a `.env` file cannot hold so that Node reads the same value again. */
export class EnvValueError extends Error {
  override readonly name = "EnvValueError";
}

/**
 * `text` as what stands after `NAME=` in a `.env` file, in quotes where they are needed. Node's own
 * reader is the judge: what it would not read back as `text` throws an `EnvValueError`.
 */
export function envValue(text: string): Code {
  const bare = /^[A-Za-z0-9_./:@%+,=-]*$/.test(text);
  const candidates = bare ? [text] : ["'", '"', "`"].map((quote) => quote + text + quote);
  const kept = hasUnseen(text) ? undefined : candidates.find((value) => reads(value, text));
  if (kept === undefined) {
    throw new EnvValueError(`a .env file cannot hold ${JSON.stringify(text)}`);
  }
  return codeOf(kept);
}

/** `text` as `#` lines of a `.env` file. Empty text gives no line. */
export function envComment(text: string): Code {
  const paragraphs = paragraphsOf(text);
  return paragraphs.length === 0 ? nothing : codeOf(["# ", wrapped(paragraphs, "# ")]);
}

function reads(value: string, text: string): boolean {
  const read = Object.entries(parseEnv(`BEFORE=1\nVALUE=${value}\nAFTER=2\n`));
  const expected = { BEFORE: "1", VALUE: text, AFTER: "2" };
  return (
    read.length === 3 &&
    Object.entries(expected).every(([name, want]) =>
      read.some(([n, got]) => n === name && got === want),
    )
  );
}
