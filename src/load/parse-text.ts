import { EVENT_ID, SCALAR_STYLE } from "js-yaml";
import { Reporter } from "../diagnostics/reporter.js";
import { jsonTree, JsonSyntaxError } from "./json-tree.js";
import { parseYaml, yamlEvents } from "./parse-yaml.js";
import type { TextNode } from "./text-tree.js";
import { yamlTree } from "./yaml-tree.js";

/** The syntax that a text turned out to have. */
export type Syntax = "json" | "yaml";

export interface ParsedText {
  readonly value: unknown;
  readonly syntax: Syntax;
}

/**
 * The value of a JSON or YAML text; undefined, with the reason reported, when it has none. Text that
 * looks like JSON and isn't quite (comments, a comma too many) is taken with a warning if YAML can
 * read it: such documents are common.
 */
export function parseText(text: string, file: string, reporter: Reporter): ParsedText | undefined {
  if (/\.ya?ml$/i.test(file) || !/^\s*[[{]/.test(text)) {
    const value = parseYaml(text, file, reporter);
    return value === undefined ? undefined : { value, syntax: "yaml" };
  }
  try {
    return { value: JSON.parse(text) as unknown, syntax: "json" };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { offset, message: why } = jsonMistake(text);
  const at = { file, pointer: "", offset };
  const asYaml = new Reporter();
  const value = parseYaml(text, file, asYaml);
  if (value === undefined || hasStrayText(text)) {
    reporter.report("invalid-json", at, { why });
    return undefined;
  }
  reporter.report("not-strict-json", at, { why });
  for (const diagnostic of asYaml.diagnostics) reporter.add(diagnostic);
  return { value, syntax: "yaml" };
}

/** Where the values of a text stand. For a text that has no value, nothing is found in it. */
export function locateValues(text: string, syntax: Syntax): TextNode {
  return syntax === "json" ? jsonTree(text).root : yamlTree(text, yamlEvents(text)).root;
}

/**
 * Whether YAML takes something for unquoted text that was hardly meant so: in what looks like JSON,
 * a line comment would become part of the next key, and hide it.
 */
function hasStrayText(text: string): boolean {
  return yamlEvents(text).some(
    (event) =>
      event.type === EVENT_ID.SCALAR &&
      event.style === SCALAR_STYLE.PLAIN &&
      /["\r\n]|\/[/*]/.test(text.slice(event.valueStart, event.valueEnd)),
  );
}

function jsonMistake(text: string): { offset: number; message: string } {
  try {
    jsonTree(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
  return { offset: 0, message: "it is not JSON" };
}
