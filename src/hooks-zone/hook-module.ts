import { posix } from "node:path";

/**
 * Which file a module specifier in the registry means, below `src/hooks` and without an extension, so
 * that `./handlers/getPet.js`, `./handlers/getPet` and `../hooks/handlers/getPet.ts` are the same.
 * A package is itself.
 */
export function hookModule(specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  const path = posix.relative("/src/hooks", posix.join("/src/hooks", specifier));
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}
