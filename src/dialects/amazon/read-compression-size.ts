import type { Cursor } from "../../load/cursor.js";

/** Reads `x-amazon-apigateway-minimum-compression-size`; undefined: nothing is compressed. */
export function readCompressionSize(root: Cursor): number | undefined {
  const size = root.get("x-amazon-apigateway-minimum-compression-size");
  if (size === undefined || size.value === null) return undefined;
  const found = size.integer();
  if (found === undefined || (found >= 0 && found <= 10_485_760)) return found;
  root.reporter.report("compression-size-out-of-range", size.at, { found });
  return undefined;
}
