import { createColors } from "picocolors";
import type { RequestTrace, TracedPart, TracedStage } from "../dev-gateway/request-trace.js";
import { visibleText } from "../diagnostics/visible-text.js";

export interface PrintTraceOptions {
  readonly color: boolean;
  /** Whether each stage has a line, with its messages below; else they share one. */
  readonly full: boolean;
}

type Paint = ReturnType<typeof createColors>;

/**
 * A request for a terminal: what was asked and answered, and how long each stage took. Nothing of it
 * reaches the terminal as anything but visible text.
 */
export function printTrace(trace: RequestTrace, { color, full }: PrintTraceOptions): string {
  const paint = createColors(color);
  const { stages, failure } = trace;
  const lines = full
    ? stages.flatMap((stage) => stageLines(stage, paint))
    : [`  ${stages.map((stage) => stageWords(stage, paint)).join(paint.dim(" · "))}`];
  const reasons = failure?.reasons.map((each) => `  ${paint.red("✗")} ${visibleText(each)}`) ?? [];
  return [headline(trace, paint), ...(stages.length > 0 ? lines : []), ...reasons].join("\n");
}

function headline({ method, target, status, ms, operation, failure }: RequestTrace, paint: Paint) {
  const ended = status === undefined ? paint.yellow("client went away") : statusText(status, paint);
  return [
    `${paint.bold(visibleText(method))} ${visibleText(target)}`,
    ended,
    `${milliseconds(ms)} ms`,
    operation === undefined ? paint.dim("no operation") : paint.cyan(visibleText(operation)),
    ...(failure === undefined ? [] : [paint.red(failure.kind)]),
  ].join("  ");
}

function statusText(status: number, paint: Paint): string {
  const colors = [paint.red, paint.red, paint.green, paint.cyan, paint.yellow, paint.red];
  return (colors[Math.floor(status / 100)] ?? paint.red)(String(status));
}

function stageWords({ name, ms, notes }: TracedStage, paint: Paint): string {
  const shown = notes.length === 0 ? "" : paint.dim(` (${notes.map(visibleText).join("; ")})`);
  return `${name} ${milliseconds(ms)}${shown}`;
}

function stageLines({ name, ms, notes, parts }: TracedStage, paint: Paint): readonly string[] {
  const shown = paint.dim(notes.map(visibleText).join("; "));
  const line = `  ${milliseconds(ms).padStart(8)} ms  ${name.padEnd(19)} ${shown}`.trimEnd();
  return [line, ...parts.flatMap((part) => partLines(part, paint))];
}

const INDENT = " ".repeat(15);

function partLines(part: TracedPart, paint: Paint): readonly string[] {
  const headers = part.headers.map(
    ([name, value]) => `${paint.dim(`${visibleText(name)}:`)} ${visibleText(value)}`,
  );
  const text = part.text === "" ? [] : part.text.replaceAll("\t", "  ").split(/\r?\n/);
  const rest = part.omittedBytes > 0 ? [paint.dim(`… ${part.omittedBytes} bytes more`)] : [];
  return [
    `${INDENT}${paint.cyan(visibleText(part.title))}`,
    ...[...headers, ...text.map(visibleText), ...rest].map((line) =>
      `${INDENT}  ${line}`.trimEnd(),
    ),
  ];
}

function milliseconds(ms: number): string {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(ms < 100 ? 1 : 0);
}
