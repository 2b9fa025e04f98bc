import type { Log, Location as SarifLocation, ReportingDescriptor, Result } from "sarif";
import type { CatalogueEntry } from "./catalogue-entry.js";
import { catalogue } from "./catalogue.js";
import type { Diagnostic } from "./diagnostic.js";
import { explain } from "./explain.js";
import type { Place, PlacedDiagnostic } from "./sort-diagnostics.js";
import { sortDiagnostics } from "./sort-diagnostics.js";
import type { Sources } from "./sources.js";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** Who reports, and what it calls files: their paths from the top of the repository. */
export interface SarifOptions {
  readonly version: string;
  readonly fileName: (file: string) => string;
}

/** The diagnostics as SARIF 2.1.0, which code scanning services and editors read. */
export function toSarif(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  { version, fileName }: SarifOptions,
): Log {
  const sorted = sortDiagnostics(diagnostics, sources);
  const codes = [...new Set(sorted.map(({ diagnostic }) => diagnostic.code))].toSorted();
  const location = ({ at, position }: Place, message?: string): SarifLocation => ({
    physicalLocation: {
      artifactLocation: { uri: uriOf(fileName(at.file)) },
      ...(position && { region: { startLine: position.line, startColumn: position.column } }),
    },
    ...(message !== undefined && { message: { text: message } }),
  });
  const result = ({ diagnostic, first, others }: PlacedDiagnostic): Result => {
    const { code, severity, message, help, related = [] } = diagnostic;
    const places = [
      ...others.map((place) => location(place, "also here")),
      ...related.map(({ at, message: text }) =>
        location({ at, position: sources.locate(at) }, text),
      ),
    ];
    return {
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level: LEVELS[severity],
      message: { text: `${message}\n${help}` },
      ...(first && { locations: [location(first)] }),
      ...(places.length > 0 && { relatedLocations: places.map((each, id) => ({ id, ...each })) }),
      occurrenceCount: 1 + others.length,
    };
  };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "gatewright", version, rules: codes.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: sorted.map(result),
      },
    ],
  };
}

function ruleOf(code: string): ReportingDescriptor {
  const entry = (catalogue as Record<string, CatalogueEntry>)[code];
  const words = code.replaceAll("-", " ");
  return {
    id: code,
    shortDescription: { text: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}` },
    ...(entry && {
      fullDescription: { text: entry.explain },
      defaultConfiguration: { level: LEVELS[entry.severity] },
      help: { text: explain(code) ?? entry.explain },
    }),
  };
}

/** A path as a relative reference, or a file URL where it is absolute. */
function uriOf(path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${encoded}` : encoded;
}
