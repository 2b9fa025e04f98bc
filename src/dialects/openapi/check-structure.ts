import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Cursor } from "../../load/cursor.js";
import { recall } from "../../load/recall.js";
import { OPERATION_KEYS } from "./operation-keys.js";
import { pathItems } from "./path-items.js";
import { responseStatus } from "./response-status.js";
import { checkCircles, checkSchema } from "./check-schema.js";
import type { SpecVersion } from "./spec-version.js";

/**
 * Reports what is broken in parts that OpenAPI defines, whether a gateway comes by them or not:
 * references that lead nowhere, schemas that are none, statuses that do not exist. A document with
 * such a fault was not written as it was meant.
 */
export function checkStructure(root: Cursor, version: SpecVersion): void {
  for (const reference of root.references()) checkReference(reference);
  if (root.has("components")) root.entriesAt("components");
  const schemas = version.schemas(root).map(([, schema]) => schema);
  const { memory } = root.source;
  const rules = memory?.basis("structure of schemas", version.schemaRules);
  for (const schema of schemas) {
    recall(schema, rules, () => {
      checkSchema(schema, version.schemaRules);
    });
  }
  checkCircles(schemas);
  checkKeys(root, "a document", version.keys.document);
  const { keys, parameterPlaces } = version;
  const places = memory?.basis("structure of paths", { keys, parameterPlaces });
  for (const { item } of pathItems(root)) {
    recall(item, places, () => {
      checkPathItem(item, version);
    });
  }
}

function checkPathItem(item: Cursor, version: SpecVersion): void {
  if (!item.isObject) return;
  checkKeys(item, "a path", OTHER_KEYS, isMethod);
  for (const [key, member] of item.entries()) {
    if (!isMethod(key)) continue;
    if (!OPERATION_KEYS.has(key)) {
      const nearest = didYouMean(key, OPERATION_KEYS);
      member.reporter.report("unknown-method", member.keyAt, { method: key, nearest });
    } else if (member.isObject) {
      checkKeys(member, "an operation", version.keys.operation, isDefaultRoute);
      checkOperation(member, version);
    }
  }
  const trace = item.get("trace");
  if (trace !== undefined) trace.reporter.report("never-routed", trace.keyAt);
}

/** What a response or callback refers to is nothing to a gateway, unless it reaches for a file. */
function checkReference(holder: Cursor): void {
  const own = holder.reporter.apart();
  holder.reportingTo(own).follow();
  for (const problem of own.diagnostics) {
    const isUnused = /\/(?:responses|callbacks|links)\//.test(holder.pointer);
    if (problem.code === "unresolved-reference" && isUnused) {
      const reference = holder.reference ?? "";
      // Amazon has these models in every API.
      if (/\/(?:Empty|Error)$/.test(reference)) continue;
      holder.reporter.report("dangling-reference", problem.at, { reference });
    } else {
      holder.reporter.add(problem);
    }
  }
}

/** Methods that no version has, or that are not routed. */
const OTHER_METHODS = new Set(["query", "connect", "additionaloperations"]);
const OTHER_KEYS = ["$ref", "summary", "description", "servers", "parameters"];

/** Whether a key of a path is a method, or is meant for one. */
function isMethod(key: string): boolean {
  if (OPERATION_KEYS.has(key)) return true;
  if (OTHER_KEYS.includes(key) || key.startsWith("x-")) return false;
  return didYouMean(key, OPERATION_KEYS) !== undefined || OTHER_METHODS.has(key.toLowerCase());
}

/** Amazon's, and not named as its other keys are. */
function isDefaultRoute(key: string): boolean {
  return key === "isDefaultRoute";
}

/** Reports keys that nothing reads; what seems to guard the API is an error. */
function checkKeys(
  object: Cursor,
  holder: string,
  known: readonly string[],
  isOther: (key: string) => boolean = () => false,
): void {
  for (const [key, { reporter, keyAt }] of object.entries()) {
    if (known.includes(key) || /^(?:x-|<<$)/.test(key) || isOther(key)) continue;
    // What a function brings in beside other keys may be anything, "security" too.
    if (key.startsWith("Fn::")) {
      reporter.report("undecided-function", keyAt, { name: key });
      continue;
    }
    const nearest = didYouMean(key, [...known, SECURITY]);
    if (nearest === SECURITY) reporter.report("unread-security", keyAt, { holder, key });
    else reporter.report("unknown-key", keyAt, { holder, key, nearest });
  }
}

const SECURITY = "security";

function checkOperation(operation: Cursor, version: SpecVersion): void {
  for (const entry of operation.get("parameters")?.items() ?? []) {
    entry.mustBeObject();
    const place = (entry.reference === undefined ? entry : undefined)?.get("in");
    const written = place?.word();
    const places = version.parameterPlaces;
    if (place === undefined || written === undefined) continue;
    if (places.some((each) => each.toLowerCase() === written.toLowerCase())) continue;
    const nearest = didYouMean(written, places);
    place.reporter.report("unknown-parameter-place", place.at, { place: written, nearest, places });
  }
  const content = operation.get("requestBody")?.get("content");
  if (content !== undefined) content.entries();
  for (const [status, response] of operation.entriesAt("responses")) {
    if (responseStatus(status) !== undefined || status.startsWith("x-")) continue;
    response.reporter.report("malformed-response-status", response.keyAt, { status });
  }
}
