import { jsonPath } from "./json-path.js";
import type { JsonPath } from "./json-path-steps.js";
import { jsonText } from "./json-text.js";
import { parseJsonPath } from "./parse-json-path.js";
import { parseJsonText } from "./parse-json.js";
import type { PathPatterns } from "./path-patterns.js";
import { text } from "./text.js";
import { Native, type Value } from "./value.js";
import { beginWork } from "./work.js";

/** What `$input` is made of. */
export interface InputSource {
  /** The text of the request, or of the upstream's answer. */
  readonly body: string;
  /** Those of the request, in the order in which maps of them are listed. */
  readonly params: InputParams;
  /** For paths with `=~`. */
  readonly patterns?: PathPatterns | undefined;
}

export interface InputParams {
  readonly path: ReadonlyMap<string, string>;
  readonly querystring: ReadonlyMap<string, string>;
  readonly header: ReadonlyMap<string, string>;
}

/** `$input`: with it a message begins. */
export class Input extends Native {
  /** Of no body, that of an empty map. */
  readonly body: string;
  readonly #params: InputParams;
  readonly #patterns: PathPatterns | undefined;
  #root: Value | undefined;
  #allParams: Map<Value, Value> | undefined;

  constructor({ body, params, patterns }: InputSource) {
    super();
    beginWork();
    this.body = body === "" ? "{}" : body;
    this.#params = params;
    this.#patterns = patterns;
  }

  /** What a path names, the value itself: what a template puts into it shows in `json` as well. */
  path(path: string | JsonPath): Value {
    return this.#find(path) ?? null;
  }

  /** The JSON of what a path names, and of an empty text where it names nothing. */
  json(path: string | JsonPath): string {
    const found = this.#find(path);
    return jsonText(found === undefined ? "" : found);
  }

  /**
   * All parameters, or one: that of the path before that of the query, and that before a header.
   * @returns an empty text if there is no such parameter
   */
  params(): Map<Value, Value>;
  params(name: string): string;
  params(name?: string): Value {
    if (name !== undefined) return this.#param(name);
    const { path, querystring, header } = this.#params;
    this.#allParams ??= new Map<Value, Value>([
      ["path", new Map<Value, Value>(path)],
      ["querystring", new Map<Value, Value>(querystring)],
      ["header", new Map<Value, Value>(header)],
    ]);
    return this.#allParams;
  }

  override property(name: string): Value | undefined {
    return name === "body" ? this.body : undefined;
  }

  override call(name: string, args: readonly Value[]): Value | undefined {
    const [value] = args;
    if (args.length > 1) return undefined;
    if (value === undefined) return name === "params" ? this.params() : undefined;
    if (name === "path") return this.path(text(value));
    if (name === "json") return this.json(text(value));
    return name === "params" ? this.params(text(value)) : undefined;
  }

  #find(path: string | JsonPath): Value | undefined {
    this.#root ??= parseJsonText(this.body);
    const steps = typeof path === "string" ? parseJsonPath(path) : path;
    return jsonPath(this.#root, steps, this.#patterns);
  }

  #param(name: string): string {
    const { path, querystring, header } = this.#params;
    return path.get(name) ?? querystring.get(name) ?? header.get(name) ?? this.#headerLike(name);
  }

  /** A header is also found by a name in other letters, which clients may choose. */
  #headerLike(name: string): string {
    const wanted = name.toLowerCase();
    for (const [each, value] of this.#params.header) {
      if (each.toLowerCase() === wanted) return value;
    }
    return "";
  }
}
