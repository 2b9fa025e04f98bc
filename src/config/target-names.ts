import { resolve } from "node:path";
import { Reporter } from "../diagnostics/reporter.js";
import { JsonSyntaxError, jsonTree } from "../load/json-tree.js";
import { readText } from "../load/read-text.js";
import { findConfig } from "./find-config.js";
import { literalTree } from "./literal-tree.js";

/**
 * The names of targets that are written in the config of a folder; none where there is none, or
 * something is wrong with it. It is not run: nobody expects that of a key that completes words.
 */
export async function targetNames(folder: string): Promise<readonly string[]> {
  const reporter = new Reporter();
  const name = findConfig(folder, reporter);
  if (name === undefined || reporter.hasErrors) return [];
  const text = await readText(resolve(folder, name), name, reporter);
  if (text === undefined || reporter.hasErrors) return [];
  return [...(rootOf(name, text)?.children.get("targets")?.children.keys() ?? [])];
}

function rootOf(name: string, text: string) {
  if (!name.endsWith(".json")) return literalTree(name, text);
  try {
    return jsonTree(text).root;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
