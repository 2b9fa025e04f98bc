import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "oxc-transform";

/*
 * How Node imports a config: files of TypeScript without their types, which Node 20 does not take, and
 * "gatewright" as the one that runs, which need not be installed where the config is. A file of its own
 * in `dist`: Node 20 runs it in a thread.
 */

/** This package's own entry. Looked up before there are hooks, which would be asked for it. */
const ENTRY = pathToFileURL(createRequire(import.meta.url).resolve("gatewright")).href;

interface Resolved {
  readonly url: string;
  readonly shortCircuit?: boolean;
}

interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit?: boolean;
}

/** Where an import leads to. */
export function resolve<Context, Next>(
  specifier: string,
  context: Context,
  next: (specifier: string, context: Context) => Next,
): Next | Resolved {
  return specifier === "gatewright" ? { url: ENTRY, shortCircuit: true } : next(specifier, context);
}

/** The text of what is imported. */
export function load<Context, Next>(
  url: string,
  context: Context,
  next: (url: string, context: Context) => Next,
): Next | Loaded {
  if (!/^file:[^?#]*\.m?ts(?:[?#]|$)/.test(url)) return next(url, context);
  const path = fileURLToPath(url);
  const { code, errors } = transformSync(path, readFileSync(path, "utf8"), { lang: "ts" });
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`);
  return { format: "module", source: code, shortCircuit: true };
}
