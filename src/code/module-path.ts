import { InternalError } from "./internal-error.js";

declare const checked: unique symbol;

/** What an import names: a file of the project by its relative path, or a package. */
export type ModulePath = string & { readonly [checked]: "module-path" };

const RELATIVE = /^(?:\.|\.\.(?:\/\.\.)*)(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\.js$/;
const PACKAGE =
  /^(?:node:[a-z_]+(?:\/[a-z_]+)*|(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)$/;

/** `text` as a module path; throws if it is not one. File names come from the plan, checked there. */
export function modulePath(text: string): ModulePath {
  if (!RELATIVE.test(text) && !PACKAGE.test(text)) {
    throw new InternalError(`not a module path: ${JSON.stringify(text)}`);
  }
  return text as ModulePath;
}
