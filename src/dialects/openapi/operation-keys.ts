import type { Method } from "../../model/gateway-model.js";
import { METHODS } from "../../model/gateway-model.js";

/** Keys of a path item that hold an operation which is routed, and for which methods. */
export const ROUTED_KEYS: ReadonlyMap<string, Method> = new Map([
  ...METHODS.map((method) => [method.toLowerCase(), method] as const),
  ["x-amazon-apigateway-any-method", "ANY"],
]);

/** All that hold an operation: TRACE is never routed. */
export const OPERATION_KEYS: ReadonlySet<string> = new Set([...ROUTED_KEYS.keys(), "trace"]);
