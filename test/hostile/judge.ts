import type { JsonDiagnostic } from "../../src/diagnostics/to-json.js";
import type { TrialResult } from "../harness/try-document.js";
import type { Settled } from "../harness/worker-pool.js";

/** What a document did. */
export interface Deed {
  readonly settled: Settled<TrialResult> | undefined;
  readonly typeErrors: readonly string[];
  /** The document's name, as diagnostics call it. */
  readonly document: string;
  /** Whether something of a file that is none of the document's stands in what came of it. */
  readonly leaked: boolean;
  /** What there is beside the project's folder, it included. */
  readonly written: readonly string[];
  /** Whether a marker stands that only the document's own code would leave. */
  readonly ranCode: boolean;
}

/** A document with what was expected of it, and what is wrong; undefined if nothing is. */
export interface Judged {
  readonly name: string;
  readonly expected: string;
  readonly found: string | undefined;
}

/** An expectation that leaves it to us whether the document is refused. */
const MAY_REFUSE = /\b(?:either|or)\b[^;]*\b(?:refused|error)\b|\brefuse, or\b/;

/** What a person must never read. */
const TRACE =
  /\n\s+at |\bnode:|\b(?:Type|Range|Reference|Syntax)Error\b|\[object Object\]|\bundefined\b/;

/**
 * What is wrong with what a document did. `error`: refused by an error that says where, which is the
 * place that the expectation names if it does. `safe`: generated, compiled and started. `warn`: the
 * same, and told of. `error-or-safe`: either. Never: a crash, a trace, code of the document's that
 * ran, a changed prototype, a file elsewhere, something of another file.
 */
export function faultOf(expected: string, deed: Deed): string | undefined {
  const { settled, typeErrors, document, leaked, written, ranCode } = deed;
  if (settled === undefined || settled.kind === "crashed") {
    return `the generator crashed: ${settled?.why ?? "it was not run"}`;
  }
  const { generated, diagnostics, startFailure, polluted } = settled.result;
  if (ranCode) return "code of the document ran";
  if (leaked) return "something of another file was told";
  const trace = diagnostics.find(({ message }) => TRACE.test(message));
  if (trace !== undefined) return `a message is none: ${trace.message.slice(0, 200)}`;
  if (polluted) return "the document changed what all objects inherit";
  const elsewhere = written.filter((name) => name !== "gateway");
  if (elsewhere.length > 0) return `files were written elsewhere: ${elsewhere.join(", ")}`;
  if (!generated && written.length > 0) return "something was written though it was refused";
  const located = (severity: string) =>
    diagnostics.some((each) => each.severity === severity && isIn(each, document));
  const word = expected.split(":", 1)[0] ?? "";
  if (!generated) {
    if (!located("error")) return "refused without saying where";
    const lost = diagnostics.find((each) => each.severity === "error" && !isIn(each, document));
    if (lost !== undefined) return `an error does not say where: ${said([lost])}`;
    const [, place] = /(?<!\w)#(\/[^\s,:]+)/.exec(expected) ?? [];
    const isThere = ({ severity, pointer = "" }: JsonDiagnostic) =>
      severity === "error" && pointer !== "" && `${place}/`.startsWith(`${pointer}/`);
    if (place !== undefined && !diagnostics.some(isThere)) return `no error at ${place}`;
    const mayRefuse = word.startsWith("error") || MAY_REFUSE.test(expected.slice(word.length + 1));
    return mayRefuse ? undefined : `refused: ${said(diagnostics)}`;
  }
  if (typeErrors.length > 0) return `it does not compile: ${typeErrors[0]}`;
  if (startFailure !== undefined) return `it does not start: ${startFailure.slice(0, 300)}`;
  if (word === "error") return `generated; ${said(diagnostics) || "nothing was said"}`;
  return word === "warn" && !located("warning") ? "generated, and nothing was said" : undefined;
}

/** Whether a diagnostic names a line of the document, or all of what has no lines: bytes, say. */
function isIn({ file, line, pointer }: JsonDiagnostic, document: string): boolean {
  return file === document && (line !== undefined || pointer === "");
}

function said(diagnostics: TrialResult["diagnostics"]): string {
  return diagnostics
    .slice(0, 4)
    .map(({ severity, code, message }) => `${severity} ${code}: ${message}`)
    .join("; ")
    .slice(0, 300);
}
