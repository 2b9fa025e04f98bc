import type { TrialResult } from "../harness/try-document.js";
import type { Settled } from "../harness/worker-pool.js";

/** What a document did. */
export interface Deed {
  readonly settled: Settled<TrialResult> | undefined;
  readonly typeErrors: readonly string[];
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

/**
 * What is wrong with what a document did. `error`: refused by an error that says where. `safe`:
 * generated, compiled and started. `warn`: one of these, and told of. `error-or-safe`: one of these.
 * Never: a crash, code of the document's that ran, a changed prototype, a file elsewhere.
 */
export function faultOf(expected: string, deed: Deed): string | undefined {
  const { settled, typeErrors, written, ranCode } = deed;
  if (settled === undefined || settled.kind === "crashed") {
    return `the generator crashed: ${settled?.why ?? "it was not run"}`;
  }
  const { generated, diagnostics, startFailure, polluted } = settled.result;
  if (ranCode) return "code of the document ran";
  if (polluted) return "the document changed what all objects inherit";
  const elsewhere = written.filter((name) => name !== "gateway");
  if (elsewhere.length > 0) return `files were written elsewhere: ${elsewhere.join(", ")}`;
  if (!generated && written.length > 0) return "something was written though it was refused";
  const located = (severity: string) =>
    diagnostics.some((each) => each.severity === severity && each.file !== undefined);
  const word = expected.split(":", 1)[0];
  if (!generated) {
    if (!located("error")) return "refused without saying where";
    // What is to be safe may often be refused instead, if the expectation says so.
    const mayRefuse = word !== "safe" || /\b(?:refused|error|errors)\b/.test(expected.slice(5));
    return mayRefuse ? undefined : `refused: ${said(diagnostics)}`;
  }
  if (typeErrors.length > 0) return `it does not compile: ${typeErrors[0]}`;
  if (startFailure !== undefined) return `it does not start: ${startFailure.slice(0, 300)}`;
  if (word === "error") return `generated; ${said(diagnostics) || "nothing was said"}`;
  return word === "warn" && !located("warning") ? "generated, and nothing was said" : undefined;
}

function said(diagnostics: TrialResult["diagnostics"]): string {
  return diagnostics
    .slice(0, 4)
    .map(({ severity, code, message }) => `${severity} ${code}: ${message}`)
    .join("; ")
    .slice(0, 300);
}
