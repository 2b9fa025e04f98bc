import { describe, expect, test } from "vitest";
import { answersIn } from "./answers.js";
import type { Expectation, Row } from "./catalogue-row.js";
import { judgeRow, type Played } from "./judge-row.js";
import { summarize } from "./summary.js";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

function row(expected: Expectation): Row {
  return { id: "SM01", title: "Test", kind: "client", steps: [], expect: expected, reference: {} };
}

function played(received: string | readonly string[], more: Partial<Played> = {}): Played {
  const buffers = [received].flat().map((text) => Buffer.from(text, "latin1"));
  const bytes = buffers.reduce((sum, each) => sum + each.length, 0);
  const tail = buffers.at(-1)?.subarray(-16) ?? Buffer.alloc(0);
  const transcript = { received: buffers, bytes, tail, endedBy: undefined, ms: 100 };
  return { transcript, heard: [], lines: [], ...more };
}

describe("answers", () => {
  test.each<
    readonly [string, string, boolean, readonly (readonly [number | undefined, boolean])[]]
  >([
    [
      "two in a row",
      OK + OK,
      false,
      [
        [200, true],
        [200, true],
      ],
    ],
    ["a body cut short", OK.slice(0, -1), false, [[200, false]]],
    [
      "chunks",
      `${CHUNKED}2\r\nok\r\n0\r\n\r\n${OK}`,
      false,
      [
        [200, true],
        [200, true],
      ],
    ],
    ["chunks cut short", `${CHUNKED}2\r\nok\r\n`, false, [[200, false]]],
    ["a chunk cut short", `${CHUNKED}20\r\nok\r\n0\r\n\r\n`, false, [[200, false]]],
    ["a chunk size that is none", `${CHUNKED}zz\r\n`, false, [[200, false]]],
    ["interim ones", `HTTP/1.1 100 Continue\r\n\r\n${OK}`, false, [[200, true]]],
    ["another protocol", "HTTP/1.1 101 Switching\r\n\r\n", false, [[101, true]]],
    [
      "no body of 204",
      `HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\n${OK}`,
      false,
      [
        [204, true],
        [200, true],
      ],
    ],
    ["no body of HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", true, [[200, true]]],
    ["a body until the close", "HTTP/1.1 200 OK\r\n\r\nall", false, [[200, true]]],
    [
      "bytes behind an answer",
      `${OK}ok`,
      false,
      [
        [200, true],
        [undefined, false],
      ],
    ],
    ["half a head", "HTTP/1.1 200 OK\r\nX", false, [[200, false]]],
  ])("%s", (_name, text, isHead, found) => {
    const answers = answersIn(Buffer.from(text), isHead);
    expect(answers.map(({ status, complete }) => [status, complete])).toEqual(found);
  });
});

const heard = {
  m: "GET",
  p: "/up/a",
  head: "GET /up/a HTTP/1.1\r\nX-A: 1",
  body: 5,
  complete: true,
};
const closed = { transcript: { ...played(OK).transcript, endedBy: "server" } } as const;

describe("what is not as a row expects it", () => {
  test.each<readonly [Expectation, Played, readonly string[]]>([
    [{ status: [200], upstream: 0, close: true }, played(OK, closed), []],
    [{ close: true }, played("HTTP/1.1 400 No\r\nConnection: close\r\n\r\n"), []],
    [{ close: true }, played(OK), ["the connection stays open"]],
    [{ status: [400] }, played(OK), ["status 200"]],
    [{ status: [200] }, played(OK + OK.replace("200", "400")), ["status 400"]],
    [{ status: [200] }, played([OK, ""]), []],
    [{ status: [200] }, played(`${OK}garbage`), ["what came is no answer"]],
    [{ status: [400] }, played(""), ["status 0"]],
    [{ status: [0, 400] }, played(""), []],
    [{ status: [200, 200], exact: true }, played(OK), ["1 answers"]],
    [{ upstream: 0 }, played(OK, { heard: [heard] }), ["1 requests upstream"]],
    [{ upstream: [1, 2] }, played(OK), ["0 requests upstream"]],
    [{ not: ["^GET /up"] }, played(OK, { heard: [heard] }), ["upstream heard /^GET /up/"]],
    [{ rawNot: ["^x-a:"] }, played(OK, { heard: [heard] }), ["forwarded /^x-a:/"]],
    [{ rawNot: ["^GET"] }, played(OK, { heard: [heard] }), []],
    [{ rawHas: ["^host:"] }, played(OK, { heard: [heard] }), ["forwarded no /^host:/"]],
    [{ upstreamComplete: false }, played(OK, { heard: [heard] }), ["upstream got a whole request"]],
    [
      { framing: true },
      played(OK, { heard: [{ ...heard, body: 0 }] }),
      ["upstream got another body"],
    ],
    [{ resNot: ["^content-length"] }, played(OK), ["the answer has /^content-length/"]],
    [{ truncated: true }, played(OK), ["that the answer was cut is hidden"]],
    [{ truncated: true }, played(OK.slice(0, -1)), []],
    [{ within: 99 }, played(OK), ["took longer than 99 ms"]],
  ])("%j", (expected, came, faults) => {
    expect(judgeRow(row(expected), came)).toEqual(faults);
  });

  test("an answer that was too long to keep ends with its last chunk, or was cut", () => {
    const { transcript } = played(CHUNKED);
    const judged = (tail: string) =>
      judgeRow(row({ truncated: true }), {
        ...played(""),
        transcript: { ...transcript, bytes: 5_000_000, tail: Buffer.from(tail) },
      });
    expect(judged("xx\r\n0\r\n\r\n")).toEqual(["that the answer was cut is hidden"]);
    expect(judged("xxxx")).toEqual([]);
  });
});

describe("what the log does not say", () => {
  const failed = '{"status":502,"errorType":"integration-failure","cause":"Error ECONNREFUSED"}';
  const failure = OK.replace("200", "502");

  test.each<readonly [string | undefined, string, readonly string[], readonly string[]]>([
    [undefined, OK, ["text"], ["a line of the log is no JSON"]],
    [undefined, OK, ['{"a":"\u001b[2J"}'], ["a control character is logged"]],
    [undefined, OK, ['{"a":"CANARY2"}'], ["a secret is logged"]],
    ["upstream_error kind=never", failure, [failed], []],
    ["upstream_error kind=never", failure, ["{}"], ["the upstream's fault is not logged"]],
    ["upstream_error kind=cut", OK.slice(0, -1), ["{}"], ["the upstream's fault is not logged"]],
    ["upstream_error kind=odd", OK, ["{}"], []],
    ["upstream_error code=A|B", failure, [failed], []],
    ["upstream_error code=A|B", failure, ['{"errorType":"a"}'], ["its code is not logged"]],
    ["client_error code=HPE_*", "", ['{"code":"HPE_INVALID_METHOD"}'], []],
    ["client_error code=HPE_*", "", ['{"status":400}'], []],
    ["client_error code=HPE_*", "", ['{"status":200}'], ["the refusal is not logged"]],
    ["validation_failed route=/a", "", ['{"status":415,"errorType":"bad-body"}'], []],
    ["validation_failed route=/a", "", ['{"status":200}'], ["the refusal is not logged"]],
    ["client_aborted; freed", "", ['{"aborted":true}'], []],
    ["client_aborted", "", [], ["that the client went away is not logged"]],
  ])("%s after %j", (log, received, lines, faults) => {
    expect(judgeRow(row(log === undefined ? {} : { log }), played(received, { lines }))).toEqual(
      faults,
    );
  });
});

describe("exceptions", () => {
  const outcome = (...faults: string[]) => ({ row: row({}), faults, statuses: "200", ms: 1 });
  const exception = { SM01: { faults: ["status 200"], why: "it is right" } };
  const known = new Set(["SM01"]);

  test.each([
    ["the fault that is excepted", outcome("status 200"), 1, []],
    ["nothing", outcome(), 0, ["it passes: take it out of the exceptions"]],
    ["more", outcome("status 200", "x"), 0, ["besides what is excepted: x"]],
  ])("%s", (_name, each, excepted, why) => {
    const summary = summarize([each], exception, known);
    expect(summary.excepted).toHaveLength(excepted);
    expect(summary.failures.map((failure) => failure.why)).toEqual(why);
  });

  test("of no row are failures", () => {
    const { failures } = summarize([], exception, new Set());
    expect(failures).toMatchObject([{ id: "SM01" }]);
  });
});
