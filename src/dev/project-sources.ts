import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { userToJavaScript } from "../render/user-to-javascript.js";

/** What of a project's sources is its user's, and is run: what it starts with is not. */
const NOT_RUN = new Set(["generated", "main.ts"]);

/** The folders and files of a project's sources that are its user's; absolute paths. */
export function userSources(project: string): readonly string[] {
  const folder = join(project, "src");
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => !NOT_RUN.has(name))
    .map((name) => join(folder, name));
}

/** Those sources as modules, by their path below the project; throws `UserSyntaxError`. */
export function userModules(project: string): ReadonlyMap<string, string | Buffer> {
  const modules = new Map<string, string | Buffer>();
  const visit = (path: string): void => {
    const file = join(project, path);
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file)) if (name !== "node_modules") visit(`${path}/${name}`);
    } else if (/\.d\.[cm]?ts$/.test(path)) {
      // Types alone.
    } else if (/\.[cm]?ts$/.test(path)) {
      const text = readFileSync(file, "utf8");
      modules.set(path.replace(/ts$/, "js"), userToJavaScript(file, text));
    } else {
      modules.set(path, readFileSync(file));
    }
  };
  for (const source of userSources(project))
    visit(`src/${source.slice(join(project, "src/").length)}`);
  return modules;
}
