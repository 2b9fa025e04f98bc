import { bareValue } from "./bare-value.js";
import { APOSTROPHE, JsonScanner, QUOTE } from "./json-scanner.js";
import { UnparsableJson } from "./unparsable-json.js";
import type { Value } from "./value.js";

/**
 * JSON as Amazon API Gateway reads it, which takes nearly everything: keys and texts in either quotes
 * or in none, commas too many, and a text that is no JSON at all. What follows the value is ignored.
 *
 *     {a: 'b', c: d e,, }   → a map of two texts
 *     a=b                   → the text "a=b"
 *     {a                    → UnparsableJson
 */
export function parseJsonText(text: string): Value {
  return new Reader(text).document();
}

/** That of json-smart. */
const MAX_DEPTH = 400;

const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const NO_KEYS = [COLON, OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACKET];

class Reader extends JsonScanner {
  #depth = 0;

  document(): Value {
    this.afterSpace();
    return this.#value(undefined);
  }

  /** @param close what ends the map or list that the value stands in */
  #value(close: number | undefined): Value {
    const code = this.next;
    if (code === QUOTE || code === APOSTROPHE) return this.quoted(code);
    if (code === OPEN_BRACE) return this.#map();
    if (code === OPEN_BRACKET) return this.#list();
    if (code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET) throw this.unexpected();
    if (close === undefined) return bareValue(this.rest());
    return bareValue(this.bare(close, COMMA));
  }

  #map(): Map<Value, Value> {
    this.#enter();
    const map = new Map<Value, Value>();
    let code = COMMA;
    while (code !== CLOSE_BRACE) {
      if (code !== COMMA) throw this.unexpected();
      this.at += 1;
      code = this.afterSpace();
      if (code === COMMA || code === CLOSE_BRACE) continue;
      const key = this.#key(code);
      if (this.afterSpace() !== COLON) throw this.unexpected();
      this.at += 1;
      this.afterSpace();
      map.set(key, this.#value(CLOSE_BRACE));
      code = this.afterSpace();
    }
    this.#leave();
    return map;
  }

  #key(code: number): string {
    if (code === QUOTE || code === APOSTROPHE) return this.quoted(code);
    if (NO_KEYS.includes(code)) throw this.unexpected();
    return this.bare(COLON, COLON);
  }

  #list(): Value[] {
    this.#enter();
    const list: Value[] = [];
    this.at += 1;
    for (let code = this.afterSpace(); code !== CLOSE_BRACKET; code = this.afterSpace()) {
      if (Number.isNaN(code)) throw this.unexpected();
      if (code === COMMA) this.at += 1;
      else list.push(this.#value(CLOSE_BRACKET));
    }
    this.#leave();
    return list;
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new UnparsableJson("nested too deeply", this.at);
  }

  #leave(): void {
    this.#depth -= 1;
    this.at += 1;
  }
}
