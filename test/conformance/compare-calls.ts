import { headerProblems, isOfTheMoment } from "./compare-headers.js";
import { brief, EQUAL, jsonProblem, own, SUBSET, type JsonRule } from "./compare-json.js";
import type { ExpectedCall } from "./gateway-case.js";
import { isObject, parseJson, type Json } from "./json.js";
import type { LambdaCall, ReceivedCall, ServiceCall } from "./received-call.js";

const MATCHED: JsonRule = { ...SUBSET, matchers: true };

/** What is wrong with the calls that backends received; they are all that is expected, in order. */
export function callProblems(
  calls: readonly ReceivedCall[],
  expected: readonly ExpectedCall[],
): readonly string[] {
  if (calls.length !== expected.length) {
    const received = calls.map(describe).join(", ") || "none";
    return [`the calls to backends are ${received}, not ${expected.length}`];
  }
  return expected.flatMap((each, index) => {
    const call = calls[index];
    return call === undefined ? [] : callProblem(call, each);
  });
}

function describe(call: ReceivedCall): string {
  switch (call.kind) {
    case "http":
      return `${call.method} ${call.path}`;
    case "lambda":
      return `function ${call.function}`;
    case "service":
      return `${call.service} ${call.action ?? `${call.method} ${call.path}`}`;
  }
}

function callProblem(call: ReceivedCall, expected: ExpectedCall): readonly string[] {
  const wanted =
    expected.function !== undefined
      ? "lambda"
      : expected.service !== undefined
        ? "service"
        : "http";
  if (
    call.kind !== wanted ||
    (call.kind === "lambda" && call.function !== expected.function) ||
    (call.kind === "service" && call.service !== expected.service)
  ) {
    const name = expected.function ?? expected.service ?? "an HTTP server";
    return [`a backend received ${describe(call)}, which should have gone to ${name}`];
  }
  return [
    ...requestProblems(call, expected),
    ...(call.kind === "lambda" ? eventProblems(call, expected) : []),
    ...(call.kind === "service" ? serviceProblems(call, expected) : []),
  ].map((problem) => `${describe(call)}: ${problem}`);
}

function requestProblems(call: ReceivedCall, expected: ExpectedCall): readonly string[] {
  const problems: (string | undefined)[] = [];
  const { method, path, query, queryAbsent = [], headers = {}, body, bodyBase64 } = expected;
  const differs = (what: string, actual: string, wanted: string | undefined) => {
    if (wanted !== undefined && actual !== wanted) {
      problems.push(`${what} is ${brief(actual)}, not ${brief(wanted)}`);
    }
  };
  differs("method", call.method, method);
  differs("path", call.path, path);
  if (query !== undefined) problems.push(queryProblem(call, query));
  for (const name of queryAbsent) {
    if (call.query.some(([each]) => each === name)) problems.push(`query ${name} must be absent`);
  }
  problems.push(...headerProblems(call.headers, headers));
  const text = call.body.toString();
  differs("the body", text, body);
  differs("the body", call.body.toString("base64"), bodyBase64);
  const json = (value: Json | undefined, rule: JsonRule) => {
    if (value !== undefined) problems.push(jsonProblem(parseJson(text), value, rule, "body"));
  };
  json(expected.json, EQUAL);
  json(expected.jsonSubset, SUBSET);
  for (const [field, value] of Object.entries(expected.innerJson ?? {})) {
    const whole = parseJson(text);
    const inner = isObject(whole) ? own(whole, field) : undefined;
    const read = typeof inner === "string" ? parseJson(inner) : undefined;
    problems.push(jsonProblem(read, value, EQUAL, `body.${field} (as JSON)`));
  }
  return problems.filter((problem) => problem !== undefined);
}

/** An HTTP server receives these parameters alone; protocols of services have some of their own. */
function queryProblem(
  { kind, query }: ReceivedCall,
  expected: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  const received: Record<string, string[]> = {};
  for (const [name, value] of query) (received[name] ??= []).push(value);
  const rule = kind === "service" ? SUBSET : EQUAL;
  return jsonProblem(received, expected, rule, "query");
}

function eventProblems(call: LambdaCall, expected: ExpectedCall): readonly string[] {
  const { event, invocationType } = call;
  const problems: (string | undefined)[] = [];
  if (expected.event !== undefined) {
    problems.push(jsonProblem(event, withoutMoments(expected.event, event), EQUAL, "event"));
  }
  if (expected.eventSubset !== undefined) {
    const subset = withoutMoments(expected.eventSubset, event);
    problems.push(jsonProblem(event, subset, MATCHED, "event"));
  }
  for (const path of expected.eventAbsent ?? []) {
    if (memberAt(event, path) !== undefined) problems.push(`event.${path} must be absent`);
  }
  const headers = memberAt(event, "headers");
  const names = isObject(headers) ? Object.keys(headers).map((name) => name.toLowerCase()) : [];
  for (const name of expected.eventHeadersAbsent ?? []) {
    if (names.includes(name.toLowerCase())) problems.push(`event.headers.${name} must be absent`);
  }
  if (expected.invocationType !== undefined && invocationType !== expected.invocationType) {
    problems.push(`the invocation type is ${invocationType}, not ${expected.invocationType}`);
  }
  return problems.filter((problem) => problem !== undefined);
}

/** An expected event in which headers of the moment are as they came. */
function withoutMoments(expected: Json, event: Json | undefined): Json {
  if (!isObject(expected)) return expected;
  return Object.fromEntries(
    Object.entries(expected).map(([key, member]) => {
      if (!["headers", "multiValueHeaders"].includes(key) || !isObject(member)) {
        return [key, member];
      }
      const headers = Object.entries(member).map(([name, value]) => {
        const plain = typeof value === "string" || Array.isArray(value);
        const received = memberAt(event, key);
        return [
          name,
          plain && isOfTheMoment(name) && isObject(received)
            ? (own(received, name) ?? value)
            : value,
        ];
      });
      return [key, Object.fromEntries(headers)];
    }),
  ) as Json;
}

function serviceProblems(call: ServiceCall, expected: ExpectedCall): readonly string[] {
  const problems: string[] = [];
  if (expected.action !== undefined && call.action !== expected.action) {
    problems.push(`the action is ${brief(call.action)}, not ${expected.action}`);
  }
  if (expected.params !== undefined) {
    const rule: JsonRule = { ...MATCHED, lists: "subset", texts: call.texts };
    const problem = jsonProblem(call.params, expected.params, rule, "params");
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

/** The member that a dotted path leads to; undefined if there is none. */
function memberAt(value: Json | undefined, path: string): Json | undefined {
  let at = value;
  for (const key of path.split(".")) at = isObject(at) ? own(at, key) : undefined;
  return at;
}
