import { createColors } from "picocolors";
import type { Diagnostic, Location, Severity } from "./diagnostic.js";
import { LineIndex } from "./line-index.js";
import { sortDiagnostics } from "./sort-diagnostics.js";
import { sourceExcerpt } from "./source-excerpt.js";
import type { Position, Sources } from "./sources.js";
import { visibleText } from "./visible-text.js";

export interface PrintOptions {
  readonly color: boolean;
}

/**
 * All problems for a terminal: for each `file:line:column severity code: sentence`, the source
 * lines, what to do; at the end a line that counts them. Nothing from the document reaches the
 * terminal as anything but visible text.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  { color }: PrintOptions,
): string {
  const paint = createColors(color);
  const severityColor = { error: paint.red, warning: paint.yellow, info: paint.cyan };
  const indexes = new Map<string, LineIndex | undefined>();
  const linesOf = (file: string): LineIndex | undefined => {
    if (!indexes.has(file)) {
      const text = sources.text(file);
      indexes.set(file, text === undefined ? undefined : new LineIndex(text));
    }
    return indexes.get(file);
  };

  const excerpt = (at: Location | undefined, position: Position | undefined, around: 0 | 1) => {
    const lines = at && position && linesOf(at.file);
    if (!lines) return [];
    return sourceExcerpt(lines, position, around).map(({ gutter, text, kind }) => {
      const painted =
        kind === "caret" ? paint.bold(text) : kind === "around" ? paint.dim(text) : text;
      return `  ${paint.dim(`${gutter} |`)} ${painted}`.trimEnd();
    });
  };

  const blocks = sortDiagnostics(diagnostics, sources).map(({ diagnostic, position }) => {
    const { at, severity, code, message, help, related = [] } = diagnostic;
    const place = at ? `${paint.bold(placeName(at, position))} ` : "";
    return [
      `${place}${severityColor[severity](severity)} ${code}: ${message}`,
      ...excerpt(at, position, 1),
      `  help: ${help}`,
      ...related.flatMap((other) => {
        const where = sources.locate(other.at);
        return [
          `  ${other.message}: ${placeName(other.at, where)}`,
          ...excerpt(other.at, where, 0),
        ];
      }),
    ].join("\n");
  });
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n\n${summary(diagnostics)}\n`;
}

function placeName(at: Location, position: Position | undefined): string {
  const file = visibleText(at.file);
  return position ? `${file}:${position.line}:${position.column}` : file;
}

/** "2 errors, 1 warning"; kinds that did not occur are left out. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const names = { error: "error", warning: "warning", info: "note" } as const;
  return (Object.keys(names) as Severity[])
    .map((severity) => ({
      name: names[severity],
      count: diagnostics.filter((diagnostic) => diagnostic.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}${count === 1 ? "" : "s"}`)
    .join(", ");
}
