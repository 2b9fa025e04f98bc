import type { Value } from "./value.js";

/**
 * `$context` or a map in it, such as `$context.identity`. Templates use it as any other map, but it
 * prints as nothing.
 */
export class ContextMap extends Map<Value, Value> {}
