import type { Environment } from "../environment.js";

/** A function as the Invoke API is told of it. */
export interface FunctionArn {
  /** Name, or ARN without what follows it. */
  readonly name: string;
  /** Version or alias. */
  readonly qualifier: string | undefined;
  /** Undefined in a name alone. */
  readonly region: string | undefined;
}

const ARN =
  /^(arn:[\w-]+:lambda:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:function:[\w-]{1,140})(?::(\$LATEST|[\w-]+))?$/;
const NAME = /^([\w-]{1,64})(?::(\$LATEST|[\w-]+))?$/;
/** What Terraform calls a function's invoke ARN, and an integration its uri. */
const INVOKE_ARN =
  /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/[\d-]+\/functions\/(.+)\/[\w-]*invocations$/;

/** Reads an ARN, an invoke ARN, or a name, each perhaps with a version or an alias; undefined: none. */
export function parseFunctionArn(text: string): FunctionArn | undefined {
  const [, inner = text] = INVOKE_ARN.exec(text) ?? [];
  const [, arn, region, version] = ARN.exec(inner) ?? [];
  if (arn !== undefined) return { name: arn, qualifier: version, region };
  const [, name, qualifier] = NAME.exec(inner) ?? [];
  return name === undefined ? undefined : { name, qualifier, region: undefined };
}

/** Reads which function to call from a setting; without a default it must be set. */
export function readFunctionArn(read: Environment, name: string, fallback?: string): FunctionArn {
  const text = read.text(name, fallback);
  const found = parseFunctionArn(text);
  // What was refused before is told once.
  if (found === undefined && !text.includes("\0")) read.refuse(`${name} must be ${FORM}`);
  return found ?? { name: "refused", qualifier: undefined, region: undefined };
}

/**
 * The same where there may be none.
 * @param made what stage variables make; where that is none, the gateway starts all the same, and
 *   calls fail, as they did on Amazon API Gateway
 */
export function readOptionalFunctionArn(
  read: Environment,
  name: string,
  made = "",
): FunctionArn | undefined {
  if (read.optional(name) !== undefined) return readFunctionArn(read, name);
  return parseFunctionArn(made);
}

const FORM = "the ARN or the name of a Lambda function";
