import type { Cursor } from "../../load/cursor.js";

/** Whether anything in the document speaks Amazon's dialect. */
export function isAmazonDialect(root: Cursor): boolean {
  const has = (holder: Cursor | undefined) =>
    holder?.isObject === true &&
    holder.entries().some(([key]) => key.startsWith("x-amazon-apigateway-"));
  const paths = root.get("paths");
  const items = paths?.isObject === true ? paths.entries().map(([, item]) => item) : [];
  const operations = items.flatMap((item) => (item.isObject ? item.entries() : []));
  return has(root) || items.some(has) || operations.some(([, operation]) => has(operation));
}
