import type { TextPiece } from "../../load/placeholder-text.js";
import type { ConfiguredText, ConfiguredTextPart } from "../../model/configured-text.js";
import { plainText, showConfigured } from "../../model/configured-text.js";
import type { LambdaFunction } from "../../model/lambda-function.js";
import { OTHER_TOOLS } from "./other-tools.js";
import { stageVariablesOf } from "./stage-variables-of.js";

/** What the URI of an integration with a Lambda function says. */
export interface FunctionUri {
  readonly function: LambdaFunction;
  /** The function's answer is to be streamed. */
  readonly streams: boolean;
}

/** Stands for a value of the settings in a text that is matched: as many as there are values. */
const FIRST_MARK = 0xe000;
const MARK = /[\ue000-\uf8ff]/;

const INVOKE =
  /^arn:[^:/]+:apigateway:[^:/]+:lambda:path\/+[\d-]+\/functions\/([^/]+)\/(invocations|response-streaming-invocations)\/?$/;
const FUNCTION_ARN = /^arn:[^:/]+:lambda:[^:/]+:[^:/]+:function:([^:/]+)(?::([^:/]+))?$/;
const NAMED = /^([^:/]+)(?::([^:/]+))?$/;

/**
 * Reads the URI of an integration with a Lambda function: the path of the Invoke API in Amazon API
 * Gateway's form, the ARN or the name of the function alone, or a placeholder for any of them.
 * Undefined where it is none of these.
 */
export function parseFunctionUri(pieces: readonly TextPiece[]): FunctionUri | undefined {
  const parts = stageVariablesOf(pieces);
  const values = parts.filter((part) => part.kind !== "text");
  if (parts.some((part) => part.kind === "text" && MARK.test(part.text))) return undefined;
  const marked = markValues(parts);
  const [, inside = marked, call] = INVOKE.exec(marked) ?? [];
  const [, name, qualifier] = FUNCTION_ARN.exec(inside) ?? NAMED.exec(inside) ?? [];
  if (name === undefined) return undefined;
  const unmark = (text: string) => unmarkValues(text, values);
  const id = showConfigured(unmark(inside));
  const isKnown = !OTHER_TOOLS.test(inside) && !isVariableAlone(unmark(inside));
  return {
    function: {
      id,
      name: nameOf(unmark(name)),
      qualifier: qualifier && nameOf(unmark(qualifier)),
      arn: isKnown ? unmark(inside) : undefined,
    },
    streams: call?.startsWith("response-streaming") === true,
  };
}

function markValues(parts: readonly ConfiguredTextPart[]): string {
  let next = FIRST_MARK;
  return parts
    .map((part) => (part.kind === "text" ? part.text : String.fromCharCode(next++)))
    .join("");
}

function unmarkValues(text: string, values: readonly ConfiguredTextPart[]): ConfiguredText {
  return text
    .split(/([\ue000-\uf8ff])/)
    .filter((piece) => piece !== "")
    .map((piece): ConfiguredTextPart => {
      const value = MARK.test(piece) ? values[piece.charCodeAt(0) - FIRST_MARK] : undefined;
      return value ?? { kind: "text", text: piece };
    });
}

/** Where a variable is all that the document says, the function's own setting takes its place. */
function isVariableAlone([only, ...more]: ConfiguredText): boolean {
  return only?.kind === "variable" && more.length === 0;
}

/** `${var.hello_invoke_arn}` and `${Hello.Arn}` are called hello. */
function nameOf(text: ConfiguredText): string {
  const plain = plainText(text);
  if (plain !== undefined) return plain;
  return text
    .map((part) =>
      part.kind === "text"
        ? part.text
        : part.name
            .replace(/^(?:var|local|module|data)\./, "")
            .replace(/(?:[._-]?(?:invoke|lambda))?[._-]?(?:arn|uri)$/i, "") || part.name,
    )
    .join("");
}
