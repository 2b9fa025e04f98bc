import type { Cursor } from "../../load/cursor.js";
import type { FunctionReader } from "./function-reader.js";
import type { FunctionUri } from "./parse-function-uri.js";
import { parseFunctionUri } from "./parse-function-uri.js";

/** What a URI says of a function; undefined, with the reason reported, if nothing. */
export function readFunctionUri(uri: Cursor): FunctionUri | undefined {
  const pieces = uri.pieces();
  if (pieces === undefined) return undefined;
  const found = parseFunctionUri(pieces);
  if (found === undefined) {
    uri.reporter.report("malformed-function-uri", uri.at, { uri: uri.prose() });
  }
  return found;
}

/**
 * The id of the function that a URI invokes for its answer as a whole; undefined, with the reason
 * reported, if none.
 */
export function readWholeFunction(uri: Cursor, functions: FunctionReader): string | undefined {
  const found = readFunctionUri(uri);
  if (found === undefined) return undefined;
  if (!found.streams) return functions.read(found.function, uri, false);
  const where = "only aws_proxy of REST APIs streams";
  uri.reporter.report("streaming-function", uri.at, { where });
  return undefined;
}
