import { dirname, resolve } from "node:path";
import type { Reporter } from "../diagnostics/reporter.js";
import type { Sources } from "../diagnostics/sources.js";
import { JsonSyntaxError, jsonTree } from "../load/json-tree.js";
import { readText } from "../load/read-text.js";
import type { TextNode } from "../load/text-tree.js";
import { checkConfig, type Target } from "./check-config.js";
import { ConfigSource } from "./config-source.js";

/** A config that was read. */
export interface Config {
  readonly source: Sources;
  /** What its paths are relative to: absolute. */
  readonly folder: string;
  /** Undefined when something is wrong with it, which was then reported. */
  readonly targets: readonly Target[] | undefined;
}

/**
 * Reads a config and checks all of it. One in TypeScript or JavaScript is run.
 * @param file its path as the user named it, relative to `cwd`
 */
export async function loadConfig(file: string, cwd: string, reporter: Reporter): Promise<Config> {
  const path = resolve(cwd, file);
  const folder = dirname(path);
  const text = await readText(path, file, reporter);
  const unread = { source: new ConfigSource(file, text, undefined), folder, targets: undefined };
  if (text === undefined || reporter.hasErrors) return unread;
  const isJson = path.endsWith(".json");
  if (!isJson && !/\.(?:ts|mts|mjs|js)$/.test(path)) {
    const why = "must be a file of .ts, .mjs or .json";
    reporter.report("invalid-config-value", { file, pointer: "" }, { path: undefined, why });
    return unread;
  }
  const read = isJson ? readJson : readModule;
  const { value, tree } = await read(text, path, file, reporter);
  const targets = reporter.hasErrors ? undefined : checkConfig(value, file, reporter);
  return { source: new ConfigSource(file, text, await tree()), folder, targets };
}

interface Read {
  readonly value: unknown;
  /** Where its values stand. */
  readonly tree: () => Promise<TextNode | undefined>;
}

async function readJson(
  text: string,
  _path: string,
  file: string,
  reporter: Reporter,
): Promise<Read> {
  try {
    const { root, duplicates } = jsonTree(text);
    for (const { pointer, key, second } of duplicates) {
      const at = { file, pointer, on: "key", offset: second.key ?? second.start } as const;
      reporter.report("duplicate-key", at, { key });
    }
    return { value: JSON.parse(text), tree: async () => root };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { offset, message: why } = error;
    reporter.report("invalid-json", { file, pointer: "", offset }, { why });
    return { value: undefined, tree: async () => undefined };
  }
}

async function readModule(
  text: string,
  path: string,
  file: string,
  reporter: Reporter,
): Promise<Read> {
  const { importConfig } = await import("./import-config.js");
  const value = await importConfig(path, text, file, reporter);
  const tree = async () => {
    if (!reporter.hasErrors) return undefined;
    const { literalTree } = await import("./literal-tree.js");
    return literalTree(path, text);
  };
  return { value, tree };
}
