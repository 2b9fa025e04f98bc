import { dump } from "js-yaml";
import { assets } from "virtual:templates";
import { InternalError } from "../code/code-kit.js";
import { hasUnseen } from "../code/unseen.js";
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
    case "yaml":
      return yamlText(content.comment, content.documents);
    case "copy": {
      const text = assets[content.asset];
      if (text === undefined) throw new InternalError(`there is no file ${content.asset}`);
      return text;
    }
  }
}

function yamlText(comment: readonly string[], documents: readonly object[]): string {
  const options = { quoteStyle: "double", lineWidth: -1, noRefs: true } as const;
  const text = documents.map((each) => dump(each, options)).join("---\n");
  // The values that it has of a document are in `.env.example` too, which cannot hold such.
  if (hasUnseen(text.replaceAll("\n", " "))) {
    throw new InternalError("a YAML file would hold characters that nobody sees");
  }
  return `${comment.map((line) => `# ${line}`.trimEnd()).join("\n")}\n\n${text}`;
}
