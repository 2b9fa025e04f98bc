import type { View } from "../code/code-kit.js";
import type { Owner, PlannedFile } from "./project-plan.js";

/** A file made by a template, whose imports follow from the code in its view. */
export function templateFile(
  path: string,
  owner: Owner,
  template: string,
  view: View,
): PlannedFile {
  return { path, owner, content: { kind: "template", template, view } };
}

/** A file below `src/generated`. */
export function generatedFile(path: string, template: string, view: View): PlannedFile {
  return templateFile(`src/generated/${path}`, "generated", `generated/${template}`, view);
}
