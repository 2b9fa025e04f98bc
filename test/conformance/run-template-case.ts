import { isDeepStrictEqual } from "node:util";
import { runTemplate, type RenderedTemplate } from "../../src/index.js";
import type { JsonObject } from "./json.js";
import type { Verdict } from "./outcome.js";

/** A case of `vtl` or `velocity`, as far as it is read. */
interface TemplateCase {
  readonly template: string;
  readonly input?: {
    readonly body: string | null;
    readonly params: Readonly<Record<"path" | "querystring" | "header", Record<string, string>>>;
    readonly context: JsonObject;
    readonly stageVariables: Record<string, string>;
  };
  readonly expected: Expected;
  readonly overrides?: JsonObject;
  /** Of `velocity`: variables, and what Amazon's engine makes of the template. */
  readonly context?: JsonObject;
  readonly aws_model?: { readonly output?: string | null; readonly error?: unknown };
}

interface Expected {
  readonly output?: string;
  readonly json?: unknown;
  readonly jsonSubset?: unknown;
  readonly anyOf?: readonly Expected[];
  readonly error?: boolean;
  readonly normalize?: string;
}

/** Renders the template of a case and says what is not as it should be. */
export function runTemplateCase(given: JsonObject): Verdict {
  const { template, input, expected, overrides, context, aws_model } =
    given as unknown as TemplateCase;
  const isModel = aws_model !== undefined;
  const model: Expected =
    typeof aws_model?.output === "string" ? { output: aws_model.output } : { error: true };
  let rendered: RenderedTemplate | undefined;
  let failure = "";
  try {
    rendered = runTemplate(template, isModel ? { variables: context ?? {} } : (input ?? {}));
  } catch (error) {
    failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  const why = mistakes(isModel ? model : expected, rendered, failure);
  if (rendered !== undefined && overrides !== undefined) {
    const { requestOverride, responseOverride } = rendered;
    if (!isSubset(overrides, { requestOverride, responseOverride })) {
      why.push(`overrides: ${JSON.stringify({ requestOverride, responseOverride })}`);
    }
  }
  return { why, needs: [], unsupported: false };
}

function mistakes(
  expected: Expected,
  rendered: RenderedTemplate | undefined,
  failure: string,
): string[] {
  if (expected.anyOf !== undefined) {
    const each = expected.anyOf.map((one) => mistakes(one, rendered, failure));
    return each.some((found) => found.length === 0) ? [] : each.flat();
  }
  if (expected.error === true)
    return rendered === undefined ? [] : [`rendered ${quoted(rendered.output)}`];
  if (rendered === undefined) return [`failed: ${failure}`];
  const { output } = rendered;
  if (expected.output !== undefined) {
    const [found, wanted] = [output, expected.output].map((text) =>
      expected.normalize === "collapse-whitespace" ? text.trim().replaceAll(/\s+/g, " ") : text,
    );
    return found === wanted ? [] : [`${quoted(output)} instead of ${quoted(expected.output)}`];
  }
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    return [`no JSON: ${quoted(output)}`];
  }
  const holds =
    "json" in expected
      ? isDeepStrictEqual(value, expected.json)
      : isSubset(expected.jsonSubset, value);
  return holds ? [] : [`${quoted(output)} instead of ${JSON.stringify(expected)}`];
}

/** Whether all that `part` has is in `whole`. */
function isSubset(part: unknown, whole: unknown): boolean {
  if (typeof part !== "object" || part === null) return Object.is(part, whole);
  if (typeof whole !== "object" || whole === null) return false;
  return Object.entries(part).every(([key, value]) =>
    isSubset(value, (whole as Record<string, unknown>)[key]),
  );
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  return json.length > 300 ? `${json.slice(0, 300)}…` : json;
}
