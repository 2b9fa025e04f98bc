import { identifier, modulePath } from "../../src/code/code-kit.js";
import type { WantedHook } from "../../src/hooks-zone/wanted-hook.js";
import { NAMES } from "./mangled-registry.js";

/** Hooks of the names of which mangled registries have some. One is a Lambda function's. */
export const WANTED = NAMES.map((name): WantedHook => {
  const isFunction = name === "sales";
  return {
    member: identifier(name),
    exported: identifier(isFunction ? "handler" : name),
    module: modulePath(`./${isFunction ? "functions" : "handlers"}/${name}.js`),
  };
});
