import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import type { LambdaFunction } from "../../model/lambda-function.js";

/**
 * Functions of the document with what `x-gateway.functions` says of them, by their names.
 * @param known all that the document names, used or not
 */
export function readFunctions(
  written: Cursor | undefined,
  functions: readonly LambdaFunction[],
  known: readonly LambdaFunction[],
): readonly LambdaFunction[] {
  if (written?.isObject !== true) return functions;
  const names = known.map(({ name }) => name);
  for (const [name, entry] of written.entries()) {
    if (names.includes(name)) continue;
    const nearest = didYouMean(name, names);
    entry.reporter.report("unknown-function", entry.keyAt, { name, nearest });
  }
  return functions.map((each) => {
    const entry = written.get(each.name);
    const [, handler] = HANDLER.exec(entry?.get("handler")?.scalar ?? "") ?? [];
    if (handler === undefined) return each;
    const orRemote = entry?.get("remote")?.scalar === "by setting";
    const arn = orRemote ? each.arn : undefined;
    return { ...each, arn, handler: { name: handler, orRemote } };
  });
}

/** What the pattern of the field lets through. */
const HANDLER = /([a-z][A-Za-z0-9]*)\.ts$/;
