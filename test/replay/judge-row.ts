import { answersIn } from "./answers.js";
import type { Expectation, Row } from "./catalogue-row.js";
import { judgeLog } from "./judge-log.js";
import { isHeadRow, type Transcript } from "./play-row.js";
import type { HeardRequest } from "./upstream-stub.js";

/** What a row came to, at the client, at the upstream, and in the gateway's log. */
export interface Played {
  readonly transcript: Transcript;
  readonly heard: readonly HeardRequest[];
  /** The lines that were logged meanwhile. */
  readonly lines: readonly string[];
}

/** What is not as a row expects it. */
export function judgeRow(row: Row, played: Played): readonly string[] {
  const { transcript, heard, lines } = played;
  const { expect } = row;
  const answers = transcript.received.flatMap((bytes) => answersIn(bytes, isHeadRow(row)));
  const statuses = answers.map(({ status }) => status);
  const gaveUp = transcript.endedBy === "client";
  const received = transcript.received.map((bytes) => bytes.toString("latin1")).join("");
  return [
    ...judgeStatuses(expect, statuses, gaveUp),
    ...judgeEnd(expect, transcript, received),
    ...judgeHeard(expect, heard),
    ...(expect.resNot ?? [])
      .filter((pattern) => new RegExp(pattern, "im").test(received))
      .map((pattern) => `the answer has /${pattern}/`),
    ...judgeLog(expect.log, { answers, gaveUp, lines }),
  ];
}

/** Statuses, one after the other; 0 where nothing came, and "?" for what is no answer. */
export function statusesIn({ transcript }: Played, row: Row): string {
  const answers = transcript.received.flatMap((bytes) => answersIn(bytes, isHeadRow(row)));
  const statuses = answers.map(({ status }) => status ?? "?");
  return statuses.length > 5 ? `${statuses[0]} … (${statuses.length})` : statuses.join(",") || "0";
}

function judgeStatuses(
  { status, exact }: Expectation,
  found: readonly (number | undefined)[],
  gaveUp: boolean,
): readonly string[] {
  if (status === undefined) return [];
  const statuses = found.length === 0 ? [0] : found;
  const wrong = statuses.find((each) => !(status.includes(each ?? -1) || (each === 0 && gaveUp)));
  if (wrong !== undefined) return [`status ${wrong}`];
  if (statuses.some((each) => each === undefined)) return ["what came is no answer"];
  if (exact === true && statuses.length !== status.length) return [`${statuses.length} answers`];
  return [];
}

function judgeEnd(
  { close, truncated, within }: Expectation,
  { endedBy, bytes, tail, received: connections, ms }: Transcript,
  received: string,
): readonly string[] {
  const says = /^connection: *close/im.test(received);
  const [first] = connections.flatMap((each) => answersIn(each, false));
  const isAllKept = bytes === received.length;
  const hidesCut =
    first?.status === 200 && (isAllKept ? first.complete : tail.toString().endsWith("0\r\n\r\n"));
  return [
    ...(close === true && endedBy === undefined && !says ? ["the connection stays open"] : []),
    ...(truncated && hidesCut ? ["that the answer was cut is hidden"] : []),
    ...(within !== undefined && ms > within ? [`took longer than ${within} ms`] : []),
  ];
}

function judgeHeard(expect: Expectation, heard: readonly HeardRequest[]): readonly string[] {
  const { upstream = [0, Infinity], not = [], rawNot = [], rawHas = [] } = expect;
  const [least, most] = typeof upstream === "number" ? [upstream, upstream] : upstream;
  const matches = (pattern: string, text: string) => new RegExp(pattern, "im").test(text);
  const fields = ({ head }: HeardRequest) => head.slice(head.indexOf("\r\n") + 2);
  return [
    ...(heard.length < least || heard.length > most ? [`${heard.length} requests upstream`] : []),
    ...not
      .filter((pattern) => heard.some(({ m, p }) => matches(pattern, `${m} ${p}`)))
      .map((pattern) => `upstream heard /${pattern}/`),
    ...rawNot
      .filter((pattern) => heard.some((each) => matches(pattern, fields(each))))
      .map((pattern) => `forwarded /${pattern}/`),
    ...rawHas
      .filter((pattern) => !heard.every(({ head }) => matches(pattern, head)))
      .map((pattern) => `forwarded no /${pattern}/`),
    ...(expect.upstreamComplete === false && heard.some(({ complete }) => complete)
      ? ["upstream got a whole request"]
      : []),
    ...(expect.framing && heard.some(({ body }) => body !== 5)
      ? ["upstream got another body"]
      : []),
  ];
}
