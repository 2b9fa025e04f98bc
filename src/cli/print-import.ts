import { visibleText } from "../diagnostics/visible-text.js";
import type { ImportEntry } from "../import-aws/import-report.js";
import type { ImportFromAwsResult } from "../import-from-aws.js";

/** What came over of an API, for a person: a line for each value, by file. */
export function printImport({ report, sources }: ImportFromAwsResult): string {
  const { missing } = report;
  const entries = inOrder(report.entries, sources);
  const files = [...new Set(entries.map(({ at }) => at.file))];
  const blocks = files.map((file) => {
    const ofFile = entries.filter(({ at }) => at.file === file);
    const told = ofFile.filter((entry) => !isLabel(entry));
    const labels = ofFile.filter(isLabel).map(({ at }) => at.pointer);
    const ofLabels = `  not      what changes no answer: ${labels.join(", ")}`;
    const lines = [file, ...told.map((entry) => lineOf(entry, sources))];
    return [...lines, ...(labels.length > 0 ? [ofLabels] : [])].map(visibleText).join("\n");
  });
  const asked = missing.map(({ what, command }) => visibleText(`  ${what}: ${command}`));
  const unknown =
    asked.length === 0 ? [] : [["Not known, for want of a file:", ...asked].join("\n")];
  const { exactly, nearly, not } = countsOf(entries);
  const labels = entries.filter(isLabel).length;
  const ofLabels = labels === 0 ? "" : ` (${labels} of them change no answer)`;
  const counted = `Came over: ${exactly} exactly, ${nearly} nearly, ${not} not${ofLabels}.`;
  return `${[...blocks, ...unknown, counted].join("\n\n")}\n`;
}

/** The same for a program. */
export function importToJson({ report, sources }: ImportFromAwsResult): object {
  const entries = inOrder(report.entries, sources).map(({ outcome, at, why, instead }) => {
    const { file, pointer } = at;
    return { outcome, file, pointer, ...sources.locate(at), why, ...(instead && { instead }) };
  });
  return { counts: countsOf(report.entries), entries, missing: report.missing };
}

/** Names and the like: there are many, and nobody has to do anything about them. */
function isLabel({ outcome, instead }: ImportEntry): boolean {
  return outcome === "not" && instead === undefined;
}

function lineOf(
  { outcome, at, why, instead }: ImportEntry,
  sources: ImportFromAwsResult["sources"],
) {
  const line = sources.locate(at)?.line;
  const todo = instead === undefined ? "" : `; instead: ${instead}`;
  const pointer = at.pointer === "" ? "all of it" : at.pointer;
  return `  ${outcome.padEnd(7)}  ${line === undefined ? "" : `${line}: `}${pointer}: ${why}${todo}`;
}

function countsOf(entries: readonly ImportEntry[]) {
  const count = (wanted: ImportEntry["outcome"]) =>
    entries.filter(({ outcome }) => outcome === wanted).length;
  return { exactly: count("exactly"), nearly: count("nearly"), not: count("not") };
}

/** By files, and as they stand in them. */
function inOrder(entries: readonly ImportEntry[], sources: ImportFromAwsResult["sources"]) {
  const lineIn = ({ at }: ImportEntry) => sources.locate(at)?.line ?? 0;
  return entries.toSorted((one, other) => {
    if (one.at.file !== other.at.file) return one.at.file < other.at.file ? -1 : 1;
    return lineIn(one) - lineIn(other);
  });
}
