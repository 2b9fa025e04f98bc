import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { RawResponse } from "../harness/raw-client.js";
import { headerProblems } from "./compare-headers.js";
import { brief, EQUAL, jsonProblem, SUBSET, type JsonRule } from "./compare-json.js";
import type { ExpectedResponse } from "./gateway-case.js";
import { isObject, parseJson, type Json } from "./json.js";

/** What is wrong with an answer. */
export function responseProblems(
  response: RawResponse,
  expected: ExpectedResponse,
): readonly string[] {
  const text = response.body.toString();
  const problems: (string | undefined)[] = [];
  const { status, statusOneOf, body, bodyBase64, bodyContains, decodedBody } = expected;
  if (status !== undefined && response.status !== status) {
    problems.push(`status is ${response.status}, not ${status}`);
  }
  if (statusOneOf !== undefined && !statusOneOf.includes(response.status)) {
    problems.push(`status is ${response.status}, none of ${statusOneOf.join(", ")}`);
  }
  problems.push(...headerProblems(response.headers, expected.headers ?? {}));
  if (body !== undefined) problems.push(textProblem(text, body));
  if (bodyBase64 !== undefined) {
    problems.push(textProblem(response.body.toString("base64"), bodyBase64));
  }
  if (bodyContains !== undefined && !text.includes(bodyContains)) {
    problems.push(`the body is ${brief(text)}, without ${brief(bodyContains)}`);
  }
  if (decodedBody !== undefined) problems.push(textProblem(decoded(response), decodedBody));
  const json = (value: Json | undefined, rule: JsonRule, change = (read: Json) => read) => {
    if (value === undefined) return;
    const read = parseJson(text);
    problems.push(
      read === undefined
        ? `the body is ${brief(text)}, no JSON`
        : jsonProblem(change(read), change(value), rule, "body"),
    );
  };
  json(expected.json, EQUAL);
  json(expected.jsonSubset, SUBSET);
  json(expected.jsonCaseInsensitiveKeys, EQUAL, lowerKeys);
  problems.push(messageProblem(text, expected.messageMatches));
  const found = problems.filter((problem) => problem !== undefined);
  // What came instead tells more than the status alone.
  return found.length > 0 && found[0]?.startsWith("status") && found.length === 1
    ? [`${found[0]} (body ${brief(text)})`]
    : found;
}

function textProblem(actual: string | undefined, expected: string): string | undefined {
  return actual === expected ? undefined : `the body is ${brief(actual)}, not ${brief(expected)}`;
}

function messageProblem(text: string, pattern: string | undefined): string | undefined {
  if (pattern === undefined) return undefined;
  const body = parseJson(text);
  const message = isObject(body) ? (body["message"] ?? body["Message"]) : undefined;
  if (typeof message === "string" && new RegExp(pattern).test(message)) return undefined;
  return `the message is ${brief(message)}, which does not match ${pattern}`;
}

/** A body after one decoding; undefined if that cannot be done. */
function decoded({ headers, body }: RawResponse): string | undefined {
  const [, coding = "identity"] =
    headers.find(([name]) => name.toLowerCase() === "content-encoding") ?? [];
  try {
    switch (coding) {
      case "gzip":
        return gunzipSync(body).toString();
      case "deflate":
        return inflateSync(body).toString();
      case "br":
        return brotliDecompressSync(body).toString();
      case "identity":
        return body.toString();
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}

function lowerKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.toLowerCase(), lowerKeys(member)]),
  );
}
