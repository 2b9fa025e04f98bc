/** The values that the user gave to placeholders, and which of them the document asked for. */
export class Variables {
  readonly #values: ReadonlyMap<string, string>;
  readonly #used = new Set<string>();
  readonly #missing = new Set<string>();

  constructor(values: Readonly<Record<string, string>> = {}) {
    this.#values = new Map(Object.entries(values));
  }

  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  get(name: string): string | undefined {
    const value = this.#values.get(name);
    (value === undefined ? this.#missing : this.#used).add(name);
    return value;
  }

  /** Names that were asked for and have no value. */
  get missing(): ReadonlySet<string> {
    return this.#missing;
  }

  /** Names that no placeholder had. */
  get unused(): readonly string[] {
    return [...this.#values.keys()].filter((name) => !this.#used.has(name));
  }
}
