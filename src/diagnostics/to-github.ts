import type { Diagnostic } from "./diagnostic.js";
import { otherPlaces, howOften } from "./place-name.js";
import { sortDiagnostics } from "./sort-diagnostics.js";
import type { Sources } from "./sources.js";

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * The diagnostics as workflow commands, a line each, from which GitHub Actions makes annotations:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 * @param fileName what GitHub calls a file: its path from the top of the repository
 */
export function toGithub(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  fileName: (file: string) => string,
): string {
  return sortDiagnostics(diagnostics, sources)
    .map(({ diagnostic, first, others }) => {
      const { severity, code, message, help } = diagnostic;
      const properties = {
        ...(first && { file: fileName(first.at.file) }),
        ...(first?.position && { line: first.position.line, col: first.position.column }),
        title: code,
      };
      const places = otherPlaces(others, first?.at.file, severity).map((line) => line.trim());
      const text = [`${message}${howOften(diagnostic)}`, `help: ${help}`, ...places].join("\n");
      return workflowCommand(COMMANDS[severity], properties, text);
    })
    .join("");
}

/** One of them, as a line. */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const written = Object.entries(properties).map(
    ([property, value]) => `${property}=${escapeProperty(String(value))}`,
  );
  return `::${name} ${written.join(",")}::${escapeData(text)}\n`;
}

/** A line break would end the command, and begin what may be another. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
