import { resolve } from "node:path";
import type { Reporter } from "../diagnostics/reporter.js";
import { parseText } from "./parse-text.js";
import { readText } from "./read-text.js";

/**
 * Values for placeholders from a file: an object in JSON or YAML, CloudFormation's list of
 * `ParameterKey` and `ParameterValue`, or lines `name = value` as in `.tfvars` and `.env` files.
 * What cannot be read is reported.
 */
export async function loadVariables(
  file: string,
  cwd: string,
  reporter: Reporter,
): Promise<Readonly<Record<string, string>>> {
  const text = await readText(resolve(cwd, file), file, reporter);
  if (text === undefined || reporter.hasErrors) return {};
  const entries = isData(file, text) ? fromData(text, file, reporter) : fromLines(text);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      if (["string", "number", "boolean"].includes(typeof value)) return [[name, String(value)]];
      reporter.report("malformed-variable", undefined, { file, name });
      return [];
    }),
  );
}

type Entries = readonly (readonly [name: string, value: unknown])[];

function isData(file: string, text: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(file) || /^\s*[[{]/.test(text);
}

function fromData(text: string, file: string, reporter: Reporter): Entries {
  const value = parseText(text, file, reporter)?.value;
  if (Array.isArray(value)) {
    return value.map((item: unknown) => {
      const { ParameterKey: key, ParameterValue: parameter } = (item ?? {}) as Parameter;
      return [String(key), parameter];
    });
  }
  if (typeof value === "object" && value !== null) return Object.entries(value);
  reporter.report("malformed-variable", undefined, { file, name: "" });
  return [];
}

interface Parameter {
  readonly ParameterKey?: unknown;
  readonly ParameterValue?: unknown;
}

/** Lines that begin with `#` or `//` say nothing; a value may stand in quotes. */
function fromLines(text: string): Entries {
  return text.split(/\r\n|\n|\r/).flatMap((line): Entries => {
    const written = line.trim();
    if (written === "" || /^(?:#|\/\/)/.test(written)) return [];
    const [, name, value] = /^(?:export\s+)?([^\s=]+)\s*=\s*(.*)$/.exec(written) ?? [];
    if (name === undefined || value === undefined) return [[written, undefined]];
    return [[name, /^(["'])(.*)\1$/.exec(value)?.[2] ?? value]];
  });
}
