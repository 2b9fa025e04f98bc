/** Stands where a secret stood. */
const HIDDEN = "***";

/** What headers, parameters and members are called that hold secrets. */
const SECRET_NAME =
  /authori[sz]ation|authenticat|(?:^|[-_])auth(?:$|[-_])|token|secret|passw|passphrase|credential|signature|cookie|session|api[-_]?key|access[-_]?key|subscription[-_]?key|private/i;

/** Environment variables whose values are secrets. */
const SECRET_VARIABLE = /token|secret|passw|passphrase|credential|key/i;

/** Shorter values are found everywhere, and tell nobody anything. */
const SHORTEST = 4;
const SHORTEST_PART = 6;

/** What must not be shown of one request: what its client sent, and what the settings hold. */
export class Secrets {
  readonly #values = new Set<string>();

  constructor(environment: Readonly<Record<string, string | undefined>> = {}) {
    for (const [name, value = ""] of Object.entries(environment)) {
      if (SECRET_VARIABLE.test(name) && value.length >= 2 * SHORTEST) this.#values.add(value);
    }
  }

  /** The same secrets, and room for those of one request. */
  copy(): Secrets {
    const copy = new Secrets();
    for (const value of this.#values) copy.#values.add(value);
    return copy;
  }

  /** Remembers a value, and what stands in it by itself: behind a scheme, or in a cookie. */
  add(value: string): void {
    const parts = partsOf(value).filter((part) => part.length >= SHORTEST_PART);
    for (const each of [value, ...parts, basicPassword(value)]) {
      if (each.length < SHORTEST) continue;
      this.#values.add(each).add(encodeURIComponent(each.toWellFormed()));
    }
  }

  /** Remembers the values of headers that hold secrets: names and values alternating. */
  addHeaders(raw: readonly string[]): void {
    for (let i = 0; i < raw.length; i += 2) {
      if (SECRET_NAME.test(raw[i] ?? "")) this.add(raw[i + 1] ?? "");
    }
  }

  /** Remembers the values of a query's parameters that hold secrets. */
  addQuery(query: string, isSecret = (name: string) => SECRET_NAME.test(name)): void {
    for (const [name, value] of new URLSearchParams(query)) if (isSecret(name)) this.add(value);
  }

  /** A text without them. */
  hide(text: string): string {
    const byLength = [...this.#values].toSorted((a, b) => b.length - a.length);
    return byLength.reduce((hidden, value) => hidden.replaceAll(value, HIDDEN), text);
  }

  /** A URL, or its path and query, without them. */
  hideInUrl(url: string): string {
    return this.hide(
      url.replaceAll(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark: string, name: string) =>
        SECRET_NAME.test(name) ? `${mark}${name}=${HIDDEN}` : whole,
      ),
    );
  }

  /** Headers without them, as pairs. */
  hideInHeaders(raw: readonly string[]): (readonly [string, string])[] {
    const pairs: (readonly [string, string])[] = [];
    for (let i = 0; i < raw.length; i += 2) {
      const [name = "", value = ""] = raw.slice(i, i + 2);
      pairs.push([name, SECRET_NAME.test(name) ? HIDDEN : this.hide(value)]);
    }
    return pairs;
  }

  /** A body's text without them: JSON, or a form. */
  hideInBody(text: string): string {
    const json = text.replaceAll(
      /("((?:[^"\\]|\\.){1,64})"\s*:\s*)("(?:[^"\\]|\\.)*"?|[\d.]+)/g,
      (whole, before: string, name: string) =>
        SECRET_NAME.test(name) ? `${before}"${HIDDEN}"` : whole,
    );
    const isForm = /^[\w.%+[\]-]+=[^\s]*$/.test(json);
    return isForm ? this.hideInUrl(`?${json}`).slice(1) : this.hide(json);
  }
}

/** The parts of a header's value; what a signature of Amazon's is made of is none of them secret. */
function partsOf(value: string): readonly string[] {
  if (value.startsWith("AWS4-")) return [];
  const parts = value.split(/[;,\s]+/).filter((part) => !/^(?:basic|bearer|digest)$/i.test(part));
  return parts.map((part) => part.replace(/^[^=]{1,64}=(?=.)/, ""));
}

/** The password of basic authentication; "" for anything else. */
function basicPassword(value: string): string {
  const [, encoded] = /^basic\s+(\S+)$/i.exec(value) ?? [];
  if (encoded === undefined) return "";
  return /:(.*)$/s.exec(Buffer.from(encoded, "base64").toString())?.[1] ?? "";
}
