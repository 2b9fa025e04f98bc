import { assets } from "virtual:templates";
import { InternalError } from "../code/code-kit.js";
import type { Content, PlannedFile } from "../plan/project-plan.js";
import { assertParses } from "./parse-check.js";
import { renderTemplate } from "./render.js";

/** The text of a planned file. One that a template made must parse, or this run ends. */
export function renderFile({ path, content }: PlannedFile): string {
  const text = textOf(content);
  if (content.kind === "template" && path.endsWith(".ts")) assertParses(path, text);
  return text;
}

function textOf(content: Content): string {
  switch (content.kind) {
    case "template":
      return renderTemplate(content.template, content.view);
    case "json":
      return `${JSON.stringify(content.value, null, 2)}\n`;
    case "copy": {
      const text = assets[content.asset];
      if (text === undefined) throw new InternalError(`there is no file ${content.asset}`);
      return text;
    }
  }
}
