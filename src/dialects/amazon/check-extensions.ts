import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import { extensions } from "./extensions.js";

const PREFIX = "x-amazon-apigateway-";

/** Extensions whose work a hook does; the hook is what tells the user, not a warning for each. */
const BY_HOOK = new Set(["x-amazon-apigateway-authorizer", "x-amazon-apigateway-policy"]);

/** Reports each of Amazon's keys among the members of `holder` that is not fully supported. */
export function checkExtensions(holder: Cursor): void {
  if (!holder.isObject) return;
  for (const [key, value] of holder.entries()) {
    if (!key.startsWith(PREFIX) || BY_HOOK.has(key)) continue;
    const extension = extensions.get(key);
    if (extension === undefined) {
      const nearest = didYouMean(key, extensions.keys());
      holder.reporter.report("unknown-extension", value.keyAt, { key, nearest });
    } else if (extension.support === "unsupported") {
      const { why } = extension;
      holder.reporter.report("unsupported-extension", value.keyAt, { key, why });
    } else if (extension.support === "partly") {
      const { why } = extension;
      holder.reporter.report("partly-supported-extension", value.keyAt, { key, why });
    }
  }
}

/** Whether anything in the document speaks Amazon's dialect. */
export function isAmazonDialect(root: Cursor): boolean {
  const has = (holder: Cursor | undefined) =>
    holder?.isObject === true && holder.entries().some(([key]) => key.startsWith(PREFIX));
  const paths = root.get("paths");
  const items = paths?.isObject === true ? paths.entries().map(([, item]) => item) : [];
  const operations = items.flatMap((item) => (item.isObject ? item.entries() : []));
  return has(root) || items.some(has) || operations.some(([, operation]) => has(operation));
}
