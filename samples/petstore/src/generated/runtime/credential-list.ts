import { readFileSync, statSync } from "node:fs";
import type { Logger } from "pino";
import type { Environment } from "./environment.js";

/** One entry of a list of credentials, as JSON has it. */
export type CredentialEntry = Readonly<Record<string, unknown>>;

/** Makes of entries what is looked up; tells what is wrong with one, but none of its values. */
export type ReadEntries<Value> = (
  entries: readonly CredentialEntry[],
  refuse: (problem: string) => void,
) => Value;

/** How often a file is looked at, in milliseconds. */
const LOOKED_AT_EVERY = 1000;

/** Who may call: a JSON list in a file, which is read anew when it changes, or in the environment. */
export class CredentialList<Value> {
  readonly #name: string;
  readonly #file: string | undefined;
  readonly #readEntries: ReadEntries<Value>;
  #value: Value;
  #stamp: string | undefined;
  #lookedAt = performance.now();

  /** @param name of the setting that holds the list; with `_FILE` behind it, the setting of a file */
  constructor(read: Environment, name: string, readEntries: ReadEntries<Value>) {
    const text = read.optional(name);
    const file = read.optional(`${name}_FILE`);
    this.#name = file === undefined ? name : `${name}_FILE`;
    this.#file = file;
    this.#readEntries = readEntries;
    if (text !== undefined && file !== undefined) read.refuse(`${name} and ${name}_FILE are set`);
    this.#stamp = this.#stampOfFile();
    const { value, problems } = this.#parse(file === undefined ? text : readText(file));
    for (const problem of problems) read.refuse(problem);
    this.#value = value;
  }

  /** What it holds now. A changed file that cannot be used changes nothing, and is logged. */
  current(logger: Logger): Value {
    if (this.#file === undefined || performance.now() - this.#lookedAt < LOOKED_AT_EVERY) {
      return this.#value;
    }
    this.#lookedAt = performance.now();
    const stamp = this.#stampOfFile();
    if (stamp === this.#stamp) return this.#value;
    this.#stamp = stamp;
    const { value, problems } = this.#parse(readText(this.#file));
    if (problems.length > 0) logger.warn({ problems }, "credentials not reloaded");
    else {
      this.#value = value;
      logger.info({ setting: this.#name }, "credentials reloaded");
    }
    return this.#value;
  }

  #stampOfFile(): string | undefined {
    const found = this.#file && statSync(this.#file, { throwIfNoEntry: false });
    return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : undefined;
  }

  /** Of a file that cannot be read there is no text; where nothing is set, nobody is known. */
  #parse(text: string | undefined) {
    const problems: string[] = [];
    const refuse = (problem: string) => problems.push(`${this.#name}: ${problem}`);
    if (text === undefined && this.#file !== undefined) refuse("the file cannot be read");
    const entries = text === undefined ? [] : parseList(text);
    if (entries === undefined) refuse("it must be a JSON list of objects");
    return { value: this.#readEntries(entries ?? [], refuse), problems };
  }
}

/** A text that an entry must have; `""` where it does not, which is refused. */
export function textIn(entry: CredentialEntry, field: string, refuse: (why: string) => void) {
  const value = entry[field];
  if (typeof value === "string" && value !== "") return value;
  refuse(`${field} must be a text`);
  return "";
}

/** Adds what no two entries may have in common. */
export function addUnique<Value>(
  map: Map<string, Value>,
  key: string,
  value: Value,
  refuse: () => void,
): void {
  if (map.has(key)) refuse();
  else map.set(key, value);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function parseList(text: string): readonly CredentialEntry[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every(isObject) ? list : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is CredentialEntry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
