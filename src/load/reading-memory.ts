import { shareEqual } from "../memory/share-equal.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Cursor } from "./cursor.js";
import { ownMember, pointerKeys } from "./json-pointer.js";
import { FollowedFiles } from "./followed-files.js";
import type { SpecFile } from "./spec-file.js";

/** A place of the document that something was read at, besides where reading began. */
interface Look {
  readonly file: string;
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** What was read at a place, with all that it was read from and all that was reported on the way. */
export interface Recollection<Result> {
  readonly result: Result;
  readonly value: unknown;
  readonly looks: Look[];
  /** What else was read on the way. */
  readonly others: Set<Recollection<unknown>>;
  readonly told: readonly Diagnostic[];
  /** Whether it was found to be so still, in the run of that number. */
  checked: { readonly run: number; readonly holds: boolean } | undefined;
}

/**
 * What one reading of a document leaves to the next in the same process. What did not change in a file
 * is the same object as before. What is read is a function of the value that reading begins at and of
 * those that it looks up elsewhere in the document, by references or from its root; where all these are
 * the same, so is the result, which is not read again.
 */
export class ReadingMemory {
  readonly files = new FollowedFiles();
  #files: ReadonlyMap<string, SpecFile> = new Map();
  #run = 0;
  /** By what they depend on besides the document, and by the place. */
  #kept = new Map<object, Map<string, Recollection<unknown>>>();
  #used = new Map<object, Map<string, Recollection<unknown>>>();
  /** What is being read, the innermost last. */
  readonly #open: Pick<Recollection<unknown>, "looks" | "others">[] = [];
  readonly #bases = new Map<string, object>();

  /** Begins to read a document. */
  begin(files: ReadonlyMap<string, SpecFile>): void {
    this.#run += 1;
    this.#files = files;
    // What a broken document did not come to is kept for when it is whole.
    if (this.#used.size > 0) this.#kept = this.#used;
    this.#used = new Map();
    this.#open.length = 0;
  }

  /** The same object for as long as the values of that name are equal to those of the run before. */
  basis(name: string, values: object): object {
    const basis = shareEqual(this.#bases.get(name), { name, values });
    this.#bases.set(name, basis);
    return basis;
  }

  /**
   * What `read` gives, of the run before if it would give the same now; what it reported is reported
   * again.
   * @param basis what else the result depends on, and what kind of a result it is
   */
  recall<Result>(basis: object, holder: Cursor, read: () => Result): Recollection<Result> {
    const before = this.#kept.get(basis)?.get(holder.id);
    const isKnown = before !== undefined && before.value === holder.value && this.#holds(before);
    const now = isKnown ? (before as Recollection<Result>) : this.#record(holder, read);
    if (isKnown) for (const diagnostic of now.told) holder.reporter.add(diagnostic);
    const used = this.#used.get(basis) ?? new Map<string, Recollection<unknown>>();
    this.#used.set(basis, used.set(holder.id, now));
    this.use(now);
    return now;
  }

  /** What is being read depends on this too. */
  use(other: Recollection<unknown>): void {
    this.#open.at(-1)?.others.add(other);
  }

  /** What is being read depends on what is, or is not, at a place. */
  lookAt(file: SpecFile, pointer: string): void {
    const keys = pointerKeys(pointer) ?? [];
    const value = this.#valueAt(file.name, keys);
    this.#open.at(-1)?.looks.push({ file: file.name, keys, value });
  }

  /** What is being read depends on what is not remembered. */
  doubt(): void {
    this.#open.at(-1)?.looks.push({ file: "", keys: [], value: {} });
  }

  #record<Result>(holder: Cursor, read: () => Result): Recollection<Result> {
    const open = { looks: [], others: new Set<Recollection<unknown>>() };
    this.#open.push(open);
    const { result, told } = holder.reporter.overhear(read);
    this.#open.pop();
    const checked = { run: this.#run, holds: true };
    return { ...open, value: holder.value, result, told, checked };
  }

  #holds(recollection: Recollection<unknown>): boolean {
    const { checked, looks, others } = recollection;
    if (checked?.run === this.#run) return checked.holds;
    const isSeen = ({ file, keys, value }: Look) => this.#valueAt(file, keys) === value;
    const holds = looks.every(isSeen) && [...others].every((other) => this.#holds(other));
    recollection.checked = { run: this.#run, holds };
    return holds;
  }

  #valueAt(file: string, keys: readonly string[]): unknown {
    let here = this.#files.get(file)?.parsed?.value;
    for (const key of keys) here = ownMember(here, key);
    return here;
  }
}
