/** Settings that cannot be used: every problem of the environment, none of its values. */
export class SettingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      [
        "The settings cannot be used:",
        ...problems.map((each) => `  ${each}`),
        "Set them in the environment or in .env; .env.example says what they are.",
      ].join("\n"),
    );
    this.name = "SettingsError";
    this.problems = problems;
  }
}

/** Stands for a value that was refused; no environment variable can hold it. */
const REFUSED = "\0";
const NOWHERE = new URL("http://0.0.0.0");

/** Reads typed values from environment variables, and collects all problems. */
export class Environment {
  readonly #variables: Readonly<Record<string, string | undefined>>;
  readonly #problems: string[] = [];

  constructor(variables: Readonly<Record<string, string | undefined>>) {
    this.#variables = variables;
  }

  /** A text; without a default it must be set. An empty variable counts as not set. */
  text(name: string, fallback?: string): string {
    const value = this.optional(name) ?? fallback;
    return value ?? this.#problem(REFUSED, `${name} is not set`);
  }

  /** A text that begins what stands behind the `http://` of a URL. */
  host(name: string, fallback?: string): string {
    return this.hostname(name, this.text(name, fallback));
  }

  /** Such a text that the variable of this name holds, or would. */
  hostname(name: string, value: string): string {
    if (!/^[a-z][a-z\d+.-]*:\/\//i.test(value)) return value;
    return this.#problem(REFUSED, `${name} must be a host, without a scheme such as http://`);
  }

  optional(name: string): string | undefined {
    return this.#variables[name] || undefined;
  }

  integer(name: string, fallback: number, limits: { readonly min: number; readonly max: number }) {
    const value = this.optional(name);
    if (value === undefined) return fallback;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= limits.min && number <= limits.max) return number;
    return this.#problem(fallback, `${name} must be an integer ${limits.min} to ${limits.max}`);
  }

  /** Seconds, possibly with a fraction, at most an hour; answers milliseconds. */
  seconds(name: string, fallback: number): number {
    const problem = `${name} must be a number of seconds, at most 3600`;
    return this.#milliseconds(name, fallback) ?? this.#problem(fallback * 1000, problem);
  }

  /** The same where none at all would mean that there is no limit. */
  timeout(name: string, fallback: number): number {
    const problem = `${name} must be a number of seconds, more than 0 and at most 3600`;
    return this.#milliseconds(name, fallback) || this.#problem(fallback * 1000, problem);
  }

  oneOf<Value extends string>(name: string, fallback: Value, values: readonly Value[]): Value {
    const value = this.optional(name) ?? fallback;
    const known = values.find((candidate) => candidate === value);
    return known ?? this.#problem(fallback, `${name} must be one of ${values.join(", ")}`);
  }

  /** The base URL of an HTTP server; without a default it must be set. */
  baseUrl(name: string, fallback?: string): URL {
    const value = this.optional(name) ?? fallback;
    return value === undefined
      ? this.#problem(NOWHERE, `${name} is not set`)
      : this.url(name, value);
  }

  /** A base URL that the variable of this name holds, or would. */
  url(name: string, value: string): URL {
    if (value.includes(REFUSED)) return NOWHERE;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
      return this.#problem(NOWHERE, `${name} must be an http or https URL`);
    }
    if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") {
      return this.#problem(NOWHERE, `${name} must have no credentials, query or fragment`);
    }
    return url;
  }

  /** The base URL of an HTTP server, if it is set. */
  optionalUrl(name: string): URL | undefined {
    return this.optional(name) === undefined ? undefined : this.baseUrl(name);
  }

  /**
   * The base URL that stage variables make, unless the setting says another. None where they make
   * none: the gateway starts all the same, and calls fail, as they did on Amazon API Gateway.
   */
  stageUrl(name: string, made: string): URL | undefined {
    const isUsable = URL.canParse(made) && /^https?:$/.test(new URL(made).protocol);
    if (this.optional(name) === undefined && !isUsable) return undefined;
    return this.baseUrl(name, made);
  }

  /** Notes a problem found elsewhere. */
  refuse(problem: string): void {
    this.#problems.push(problem);
  }

  /** Throws if anything was wrong. */
  finish(): void {
    // What several stages read is told once.
    if (this.#problems.length > 0) throw new SettingsError([...new Set(this.#problems)]);
  }

  #milliseconds(name: string, fallback: number): number | undefined {
    const value = this.optional(name) ?? String(fallback);
    const number = /^\d+(?:\.\d+)?$/.test(value) ? Math.round(Number(value) * 1000) : Number.NaN;
    return number <= 3_600_000 ? number : undefined;
  }

  #problem<Value>(fallback: Value, problem: string): Value {
    this.#problems.push(problem);
    return fallback;
  }
}
