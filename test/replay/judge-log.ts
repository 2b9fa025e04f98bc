import type { Answer } from "./answers.js";

/** What a row came to, as far as it matters to the log. */
export interface Logged {
  readonly answers: readonly Answer[];
  /** Whether the client ended the connection. */
  readonly gaveUp: boolean;
  readonly lines: readonly string[];
}

type Line = Readonly<Record<string, unknown>>;

const CONTROL = /\p{Cc}/u;

/**
 * What a row expects of the log that it does not say. The catalogue names events; ours are lines with
 * fields, of which those must be there that tell the same. Of every row lines are JSON, without
 * control characters and without the secrets that rows send.
 */
export function judgeLog(expected: string | undefined, logged: Logged): readonly string[] {
  const { lines } = logged;
  if (lines.some((line) => CONTROL.test(line))) return ["a control character is logged"];
  if (lines.some((line) => line.includes("CANARY"))) return ["a secret is logged"];
  const parsed = lines.map(parseLine);
  if (parsed.includes(undefined)) return ["a line of the log is no JSON"];
  const found = parsed.filter((line) => line !== undefined);
  const why = expected === undefined ? undefined : missing(expected, found, logged);
  return why === undefined ? [] : [why];
}

function parseLine(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
}

function missing(expected: string, lines: readonly Line[], logged: Logged): string | undefined {
  const [event] = expected.split(/[ ;]/);
  switch (event) {
    case "upstream_error":
      return missingFailure(expected, lines, logged);
    case "auth_failed":
    case "client_error":
      return lines.some(isRefusal) ? undefined : "the refusal is not logged";
    case "validation_failed":
      // What a malformed head refuses was not matched to a route.
      return lines.some((line) => isRefusal(line) && typeof line["errorType"] === "string")
        ? undefined
        : "the refusal is not logged";
    case "client_aborted":
      return lines.some(({ aborted }) => aborted === true)
        ? undefined
        : "that the client went away is not logged";
    default:
      // Of what MR rows expect, all is judged of every row.
      return undefined;
  }
}

function isRefusal({ status, code }: Line): boolean {
  const isOfParser = typeof code === "string" && /^(?:HPE_|ERR_)/.test(code);
  return isOfParser || (typeof status === "number" && status >= 400 && status < 500);
}

/** A fault that the gateway answers for, or that cuts an answer, has its kind in the request's line. */
function missingFailure(
  expected: string,
  lines: readonly Line[],
  { answers, gaveUp }: Logged,
): string | undefined {
  const isFailure = answers.some(({ status = 0, complete }) => status >= 502 || !complete);
  if (!isFailure || gaveUp) return undefined;
  const failure = lines.find(({ errorType }) => typeof errorType === "string");
  if (failure === undefined) return "the upstream's fault is not logged";
  const isWithCode = expected.includes("code=");
  return isWithCode && failure["cause"] === undefined ? "its code is not logged" : undefined;
}
