import type { Cursor } from "../../load/cursor.js";
import { Undecided } from "../../load/placeholder-text.js";
import { pathItems } from "../openapi/path-items.js";
import { PREFIX } from "./extensions.js";

/** Whether anything in the document speaks Amazon's dialect. */
export function isAmazonDialect(root: Cursor): boolean {
  const has = (holder: Cursor | undefined) =>
    holder?.isObject === true && holder.entries().some(([key]) => key.startsWith(PREFIX));
  const items = pathItems(root).map(({ item }) => item);
  const operations = items.flatMap((item) => (item.isObject ? item.entries() : []));
  // A path that a condition of CloudFormation decides on stands in a document for Amazon.
  const isConditional = items.some((item) => item.value instanceof Undecided);
  return (
    has(root) ||
    isConditional ||
    items.some(has) ||
    operations.some(([, operation]) => has(operation))
  );
}
