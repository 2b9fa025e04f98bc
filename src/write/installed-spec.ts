import { ProjectFolder } from "./project-folder.js";
import { basePath } from "./base-path.js";

/**
 * Where a project gets gatewright from, as it was said when it was generated: it need not be said again.
 * @param root the project's folder
 */
export function installedSpec(root: string): string | undefined {
  const folder = new ProjectFolder(root);
  for (const path of [basePath("package.json"), "package.json"]) {
    try {
      const { devDependencies } = JSON.parse(folder.read(path) ?? "{}") as AnyPackage;
      const spec = devDependencies?.["gatewright"];
      if (typeof spec === "string") return spec;
    } catch {
      // Their user may be in the middle of writing it.
    }
  }
  return undefined;
}

interface AnyPackage {
  readonly devDependencies?: Readonly<Record<string, unknown>>;
}
