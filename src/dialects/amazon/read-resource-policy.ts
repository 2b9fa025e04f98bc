import { isKnownKey } from "../../../templates/runtime/policy/condition-keys.js";
import { PolicyError } from "../../../templates/runtime/policy/policy-error.js";
import { readPolicy } from "../../../templates/runtime/policy/read-policy.js";
import type { Cursor } from "../../load/cursor.js";
import { pointerKeys } from "../../load/json-pointer.js";
import { PlaceholderText, splitPlaceholders, Undecided } from "../../load/placeholder-text.js";
import type { ConfiguredJson, ResourcePolicy } from "../../model/resource-policy.js";
import { readApiNames } from "./read-api-names.js";
import { stageVariablesOf } from "./stage-variables-of.js";

/** Reads the policy of a REST API: what its document says is not left out of it, nor misread. */
export function readResourcePolicy(root: Cursor): ResourcePolicy | undefined {
  const written = root.get("x-amazon-apigateway-policy");
  if (written === undefined || written.value === null) return undefined;
  const value = typeof written.value === "string" ? parse(written) : resolved(written);
  if (value === undefined) return undefined;
  checkStatements(value, written);
  return { document: configuredJson(value, written), api: readApiNames(value) };
}

/** A value in which functions of templates have been replaced by what they come to. */
function resolved(written: Cursor): unknown {
  if (written.isArray) return written.items().map(resolved);
  if (!written.isObject) return written.value;
  return Object.fromEntries(written.entries().map(([name, each]) => [name, resolved(each)]));
}

/** A policy is also seen as the text of its JSON. */
function parse(written: Cursor): unknown {
  const text = written.word();
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const why = "must be an object, or the text of its JSON";
    written.reporter.report("malformed-policy", written.at, { member: written.name, why });
    return undefined;
  }
}

/** Reports each statement that is none, and what the gateway cannot know of requests. */
function checkStatements(value: unknown, written: Cursor): void {
  const found = isObject(value) ? value["Statement"] : undefined;
  const statements = Array.isArray(found) ? (found as readonly unknown[]) : [found];
  for (const [index, statement] of statements.entries()) {
    const path = Array.isArray(found) ? ["Statement", index] : ["Statement"];
    const problem = problemOf(isObject(value) ? { ...value, Statement: statement } : value);
    if (problem === undefined) {
      checkPrincipal(statement, path, written);
      checkConditionKeys(statement, path, written);
      continue;
    }
    const [first, ...rest] = problem.path;
    const isOfStatement = first === "Statement";
    const at = isOfStatement ? [...path, ...rest] : problem.path;
    if (!hasPlaceholder(at.reduce(memberOf, value))) report(at, problem.expected, written);
    // What is wrong with the whole is wrong for each.
    if (!isOfStatement) return;
  }
}

function problemOf(document: unknown): PolicyError | undefined {
  try {
    readPolicy(plainJson(document));
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
}

function checkPrincipal(statement: unknown, path: Path, written: Cursor): void {
  if (!isObject(statement) || "Principal" in statement || "NotPrincipal" in statement) return;
  report(path, "must have Principal or NotPrincipal", written);
}

function checkConditionKeys(statement: unknown, path: Path, written: Cursor): void {
  const condition = isObject(statement) ? statement["Condition"] : undefined;
  const effect = isObject(statement) ? statement["Effect"] : undefined;
  for (const [operator, keys] of entriesOf(condition)) {
    for (const [key] of entriesOf(keys)) {
      if (isKnownKey(key.toLowerCase())) continue;
      const { keyAt, reporter } = locate([...path, "Condition", operator, key], written);
      reporter.report("unknown-condition-key", keyAt, { key, effect: String(effect) });
    }
  }
}

type Path = readonly (string | number)[];

function report(path: Path, why: string, written: Cursor): void {
  const { at, keyAt, reporter } = locate(path, written);
  const isName = why.startsWith("is no ");
  reporter.report("malformed-policy", isName ? keyAt : at, {
    member: path.join(".") || written.name,
    why,
  });
}

/** Where a member is written, or the nearest that holds it. */
function locate(path: Path, written: Cursor): Cursor {
  return path.reduce((holder, key) => holder.get(key) ?? holder, written);
}

function memberOf(holder: unknown, key: string | number): unknown {
  return isObject(holder) || Array.isArray(holder)
    ? (holder as Readonly<Record<string | number, unknown>>)[key]
    : undefined;
}

function hasPlaceholder(value: unknown): boolean {
  if (value instanceof PlaceholderText || value instanceof Undecided) return true;
  if (typeof value === "string") {
    return splitPlaceholders(value).some(({ kind }) => kind === "placeholder");
  }
  return entriesOf(value).some(([, each]) => hasPlaceholder(each));
}

/** A value with something in place of each placeholder. */
function plainJson(value: unknown): unknown {
  if (value instanceof PlaceholderText || value instanceof Undecided) return "placeholder";
  if (typeof value === "string") return hasPlaceholder(value) ? "placeholder" : value;
  if (Array.isArray(value)) return value.map(plainJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainJson(each)]));
}

/** A value with what is left to the settings. */
function configuredJson(value: unknown, written: Cursor): ConfiguredJson {
  if (value instanceof PlaceholderText || typeof value === "string") {
    const pieces = value instanceof PlaceholderText ? value.pieces : splitPlaceholders(value);
    const text = stageVariablesOf(pieces);
    const isPlain = pieces.every(({ kind }) => kind === "text");
    return isPlain ? { kind: "value", value: String(value) } : { kind: "configured", text };
  }
  if (Array.isArray(value)) {
    const items = value.map((each, index) => configuredJson(each, written.get(index) ?? written));
    return { kind: "list", items };
  }
  if (value instanceof Undecided) {
    if (isComparedWithNothing(written)) return { kind: "value", value: "" };
    // Reports what is not decided.
    written.known();
    return { kind: "value", value: null };
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([name, each]) => [name, configuredJson(each, written.get(name) ?? written)] as const,
    );
    return { kind: "object", members };
  }
  return { kind: "value", value: value as number | boolean | null };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  const isOpen = value instanceof PlaceholderText || value instanceof Undecided;
  return !isOpen && typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether a condition comes out the same whatever stands here: it compares texts with a key that no
 * request to the gateway has.
 */
function isComparedWithNothing(written: Cursor): boolean {
  const keys = pointerKeys(written.pointer) ?? [];
  const at = keys.lastIndexOf("Condition");
  const [operator = "", key = ""] = keys.slice(at + 1);
  return at >= 0 && /\bString/.test(operator) && !isKnownKey(key.toLowerCase());
}
