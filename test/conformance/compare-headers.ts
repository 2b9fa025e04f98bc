import type { HeaderLine } from "../harness/raw-client.js";
import { brief } from "./compare-json.js";
import type { Json } from "./json.js";
import { isObject } from "./json.js";
import { isMatcher, matcherProblem } from "./matcher.js";

/**
 * Headers whose values differ from one network, moment or request to the next. A plain expected
 * value says nothing of them; a matcher does.
 */
const OF_THE_MOMENT =
  /^(?:x-amzn-requestid|x-amz-apigw-id|apigw-requestid|date|x-amzn-remapped-date|x-amzn-trace-id|via|x-cache|x-amz-cf-.*|cloudfront-.*|host|x-forwarded-.*|accept-encoding|connection)$/i;

/** Whether a header's plain expected value is to be left alone. */
export function isOfTheMoment(name: string): boolean {
  return OF_THE_MOMENT.test(name);
}

/** What is wrong with the expected ones of a message's headers; names are without case. */
export function headerProblems(
  lines: readonly HeaderLine[],
  expected: Readonly<Record<string, Json>>,
): readonly string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const values = lines
      .filter(([each]) => each.toLowerCase() === name.toLowerCase())
      .map(([, each]) => each);
    return headerProblem(name, values, value) ?? [];
  });
}

function headerProblem(
  name: string,
  values: readonly string[],
  expected: Json,
): string | undefined {
  const at = `header ${name}`;
  // Repeated lines equal one line joined.
  const joined = values.length === 0 ? undefined : values.join(", ");
  if (isMatcher(expected)) return matcherProblem(joined, expected, at);
  if (isObject(expected)) throw new Error(`${at} is expected to be ${brief(expected)}`);
  if (isOfTheMoment(name)) return undefined;
  if (!Array.isArray(expected)) {
    return joined === expected ? undefined : `${at} is ${brief(joined)}, not ${brief(expected)}`;
  }
  const separate = JSON.stringify(values) === JSON.stringify(expected);
  const asOne = name.toLowerCase() !== "set-cookie" && joined === expected.join(", ");
  if (separate || asOne) return undefined;
  return `${at} is ${brief(values)}, not ${brief(expected)}`;
}
