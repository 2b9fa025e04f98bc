import * as module from "node:module";
import { pathToFileURL } from "node:url";
import { transformSync } from "oxc-transform";
import type { Reporter } from "../diagnostics/reporter.js";
import * as hooks from "./config-hooks.js";

/**
 * Runs a config that is code, and returns its default export. It is the user's own, like any script of
 * theirs. What goes wrong is reported, and then there is no value.
 * @param file its name in diagnostics
 */
export async function importConfig(
  path: string,
  text: string,
  file: string,
  reporter: Reporter,
): Promise<unknown> {
  const lang = /\.m?ts$/.test(path) ? "ts" : "js";
  const [mistake] = transformSync(path, text, { lang, sourceType: "module" }).errors;
  if (mistake !== undefined) {
    const at = { file, pointer: "", offset: mistake.labels[0]?.start ?? 0 };
    reporter.report("config-failed", at, { why: mistake.message });
    return undefined;
  }
  hookImports();
  const at = { file, pointer: "" };
  try {
    const exported = (await import(pathToFileURL(path).href)) as object;
    // A copy is plain data: what cannot be copied has no place in a config.
    if ("default" in exported && exported.default !== undefined) {
      return structuredClone(exported.default);
    }
    const why = "must be the default export, and there is none";
    reporter.report("invalid-config-value", at, { path: undefined, why });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    reporter.report("config-failed", at, { why });
  }
  return undefined;
}

/** Newer versions of Node have hooks without a thread, and warn of the others. */
function hookImports(): void {
  const { registerHooks } = module as { readonly registerHooks?: (each: typeof hooks) => void };
  if (registerHooks !== undefined) registerHooks(hooks);
  else {
    const { href } = pathToFileURL(
      module.createRequire(import.meta.url).resolve("gatewright/package.json"),
    );
    module.register(new URL("dist/config-hooks.js", href));
  }
}
