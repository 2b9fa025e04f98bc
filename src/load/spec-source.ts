import type { Location } from "../diagnostics/diagnostic.js";
import type { Reporter } from "../diagnostics/reporter.js";
import type { Position, Sources } from "../diagnostics/sources.js";
import { Cursor } from "./cursor.js";
import { pointerKeys } from "./json-pointer.js";
import type { ReadingMemory } from "./reading-memory.js";
import type { ReferenceNames } from "./reference-names.js";
import type { SpecFile } from "./spec-file.js";
import type { Variables } from "./variables.js";

/** A file that is no part of the document, and that problems may be in: of variables, or an overlay. */
export interface BesideFile {
  readonly name: string;
  readonly path: string;
  /** What is in it, for nobody to see; undefined where it could not be read. */
  readonly content: string | Buffer | undefined;
  /** Undefined when nobody is to see it. */
  readonly text: string | undefined;
  locate(at: Location): Position | undefined;
}

/** A document with every file that its references lead to. Nothing more is read later. */
export class SpecSource implements Sources {
  /** Files by the name that diagnostics use, the entry first. */
  readonly files: ReadonlyMap<string, SpecFile>;
  /** What the user put in for placeholders. */
  readonly variables: Variables;
  /** What references may name besides files and places in them. */
  readonly names: ReferenceNames | undefined;
  readonly #entry: SpecFile;
  /** What the reading before left, if it can be of use. */
  readonly memory: ReadingMemory | undefined;
  readonly #besides: readonly BesideFile[];

  /** @param paths of every file that was asked for, of those too that are not there */
  constructor(
    entry: SpecFile,
    files: ReadonlyMap<string, SpecFile>,
    variables: Variables,
    besides: readonly BesideFile[] = [],
    readonly paths: readonly string[] = [entry.path],
    names?: ReferenceNames,
    memory?: ReadingMemory,
  ) {
    this.#entry = entry;
    this.#besides = besides;
    this.files = files;
    this.variables = variables;
    this.names = names;
    this.memory = memory;
  }

  /** The same source, in which references may name more. */
  knowing(names: ReferenceNames): SpecSource {
    return new SpecSource(
      this.#entry,
      this.files,
      this.variables,
      this.#besides,
      this.paths,
      names,
      // Who has such a name is found out by reading all files.
      names.isEmpty ? this.memory : undefined,
    );
  }

  /** Every file that was read: its absolute path, and what is in it. */
  get inputs(): readonly Pick<BesideFile, "path" | "content">[] {
    return [...this.files.values(), ...this.#besides];
  }

  /** The document that the user named. */
  get entry(): string {
    return this.#entry.name;
  }

  /** The whole entry document; undefined when it could not be read, which was then reported. */
  root(reporter: Reporter): Cursor | undefined {
    return Cursor.ofFile(this.#entry, this, reporter);
  }

  /** The value that a `Cursor.id` names, if there is one. */
  at(id: string, reporter: Reporter): Cursor | undefined {
    let hash = id.indexOf("#");
    while (hash >= 0 && !this.files.has(id.slice(0, hash))) hash = id.indexOf("#", hash + 1);
    const file = this.files.get(id.slice(0, hash));
    const keys = pointerKeys(id.slice(hash + 1)) ?? [];
    const root = file && Cursor.ofFile(file, this, reporter);
    return keys.reduce<Cursor | undefined>((here, key) => here?.step(key), root);
  }

  locate(at: Location): Position | undefined {
    return this.#file(at.file)?.locate(at);
  }

  text(file: string): string | undefined {
    return this.#file(file)?.text;
  }

  #file(name: string): BesideFile | undefined {
    return this.files.get(name) ?? this.#besides.find((each) => each.name === name);
  }
}
