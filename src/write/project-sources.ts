import type { Location } from "../diagnostics/diagnostic.js";
import { LineIndex } from "../diagnostics/line-index.js";
import type { Position, Sources } from "../diagnostics/sources.js";

/** The document's files, and those of the project that something is wrong with. */
export class ProjectSources implements Sources {
  readonly #document: Sources;
  readonly #texts: ReadonlyMap<string, string>;

  /** @param texts files of the project, by the name that diagnostics use */
  constructor(document: Sources, texts: ReadonlyMap<string, string>) {
    this.#document = document;
    this.#texts = texts;
  }

  get entry(): string {
    return this.#document.entry;
  }

  text(file: string): string | undefined {
    return this.#texts.get(file) ?? this.#document.text(file);
  }

  locate(at: Location): Position | undefined {
    const text = this.#texts.get(at.file);
    return text === undefined
      ? this.#document.locate(at)
      : new LineIndex(text).position(at.offset ?? 0);
  }
}
