import { createColors } from "picocolors";
import type { Diagnostic, Location } from "./diagnostic.js";
import { LineIndex } from "./line-index.js";
import { otherPlaces, placeName, howOften } from "./place-name.js";
import type { Place } from "./sort-diagnostics.js";
import { sortDiagnostics } from "./sort-diagnostics.js";
import { sourceExcerpt } from "./source-excerpt.js";
import type { Sources } from "./sources.js";
import { summary } from "./summary.js";

export interface PrintOptions {
  readonly color: boolean;
}

/**
 * All problems for a terminal: for each `file:line:column severity code: sentence`, the source
 * lines, what to do, where else it occurs; at the end a line that counts them. Nothing from the
 * document reaches the terminal as anything but visible text.
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

  const excerpt = (place: Place | undefined, around: 0 | 1) => {
    const lines = place?.position && linesOf(place.at.file);
    if (!lines) return [];
    return sourceExcerpt(lines, place.position, around).map(({ gutter, text, kind }) => {
      const painted =
        kind === "caret" ? paint.bold(text) : kind === "around" ? paint.dim(text) : text;
      return `  ${paint.dim(`${gutter} |`)} ${painted}`.trimEnd();
    });
  };
  const placeOf = (at: Location): Place => ({ at, position: sources.locate(at) });

  const blocks = sortDiagnostics(diagnostics, sources).map(({ diagnostic, first, others }) => {
    const { severity, code, message, help, related = [] } = diagnostic;
    const where = first ? `${paint.bold(placeName(first))} ` : "";
    return [
      `${where}${severityColor[severity](severity)} ${code}: ${message}${howOften(diagnostic)}`,
      ...excerpt(first, 1),
      `  help: ${help}`,
      ...otherPlaces(others, first?.at.file, severity),
      ...related.flatMap((other) => {
        const place = placeOf(other.at);
        return [`  ${other.message}: ${placeName(place)}`, ...excerpt(place, 0)];
      }),
    ].join("\n");
  });
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n\n${summary(diagnostics)}\n`;
}
