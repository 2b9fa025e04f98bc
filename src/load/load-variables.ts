import { resolve } from "node:path";
import { LineIndex } from "../diagnostics/line-index.js";
import type { Reporter } from "../diagnostics/reporter.js";
import { childPointer } from "./json-pointer.js";
import type { Syntax } from "./parse-text.js";
import { locateValues, parseText } from "./parse-text.js";
import { readText } from "./read-text.js";
import type { BesideFile } from "./spec-source.js";
import { nearestNode } from "./text-tree.js";

/** A file of values for placeholders. Nobody is shown its lines: they may hold secrets. */
export interface VariablesFile extends BesideFile {
  readonly text: undefined;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Values for placeholders from a file: an object in JSON or YAML, CloudFormation's list of
 * `ParameterKey` and `ParameterValue`, or lines `name = value` as in `.tfvars` and `.env` files.
 * What cannot be read is reported.
 */
export async function loadVariables(
  file: string,
  cwd: string,
  reporter: Reporter,
): Promise<VariablesFile> {
  const path = resolve(cwd, file);
  const content = await readText(path, file, reporter);
  const read = { name: file, path, content, text: undefined };
  if (content === undefined || reporter.hasErrors) {
    return { ...read, values: {}, locate: () => undefined };
  }
  const entries = isData(file, content) ? fromData(content, file, reporter) : fromLines(content);
  const values = entries.flatMap(({ name, value, offset }) => {
    if (name !== undefined && ["string", "number", "boolean"].includes(typeof value)) {
      return [[name, String(value)] as const];
    }
    const at = { file, pointer: "", offset: offset() };
    reporter.report("malformed-variable", at, { file, name });
    return [];
  });
  const lines = new LineIndex(content);
  return {
    ...read,
    values: Object.fromEntries(values),
    locate: (at) => lines.position(at.offset ?? 0),
  };
}

interface Entry {
  /** Undefined for a line that has none; "" for the whole file. */
  readonly name: string | undefined;
  readonly value: unknown;
  offset(): number;
}

function isData(file: string, text: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(file) || /^\s*[[{]/.test(text);
}

function fromData(text: string, file: string, reporter: Reporter): readonly Entry[] {
  const parsed = parseText(text, file, reporter);
  if (parsed === undefined) return [];
  const { value, syntax } = parsed;
  const entry = (name: string, given: unknown, key: string | number): Entry => ({
    name,
    value: given,
    offset: () => offsetOf(text, syntax, childPointer("", key)),
  });
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => {
      const { ParameterKey: key, ParameterValue: parameter } = (item ?? {}) as Parameter;
      return entry(String(key), parameter, index);
    });
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).map(([name, given]) => entry(name, given, name));
  }
  return [{ name: "", value: undefined, offset: () => 0 }];
}

function offsetOf(text: string, syntax: Syntax, pointer: string): number {
  const { start, key } = nearestNode(locateValues(text, syntax), pointer);
  return key ?? start;
}

interface Parameter {
  readonly ParameterKey?: unknown;
  readonly ParameterValue?: unknown;
}

function fromLines(text: string): readonly Entry[] {
  // Blanks in place of comments leave everything where it is.
  const bare = text.replaceAll(/^[ \t]*\/\*[^]*?\*\//gm, (comment) =>
    comment.replaceAll(/[^\r\n]/g, " "),
  );
  return Array.from(bare.matchAll(/[^\r\n]+/g)).flatMap(({ 0: line, index }) => {
    const written = line.trim();
    if (written === "" || /^(?:#|\/\/)/.test(written)) return [];
    const [, name, value = ""] = /^(?:export\s+)?([^\s=]+)\s*=\s*(.*)$/.exec(written) ?? [];
    return [{ name, value: valueOf(value), offset: () => index }];
  });
}

/** A value as it is written behind `=`, in quotes or without, and perhaps with a comment behind it. */
function valueOf(written: string): string | undefined {
  if (!/^["']/.test(written)) {
    return written.replace(/(?:^|\s+)#.*$|\s+\/[/*].*$/, "");
  }
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*(?:(?:#|\/[/*]).*)?$/.exec(written);
  const [, double, single] = quoted ?? [];
  return double?.replaceAll(/\\(["\\])/g, "$1") ?? single;
}
