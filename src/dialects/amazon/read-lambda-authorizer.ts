import type { Cursor } from "../../load/cursor.js";
import { Undecided } from "../../load/placeholder-text.js";
import type { AuthorizerQuestion, LambdaEnforcement } from "../../model/lambda-enforcement.js";
import { checkPattern } from "../openapi/read-scalar-keywords.js";
import type { DeclaredScheme } from "../openapi/read-security.js";
import type { ApiFamily } from "./extension.js";
import type { FunctionReader } from "./function-reader.js";
import { readWholeFunction } from "./read-function-uri.js";
import { readIdentitySources } from "./read-identity-sources.js";
import { toJavaScriptPattern } from "./java-pattern.js";

/** Seconds for which Amazon keeps verdicts unless told. */
const USUAL_TTL: Readonly<Record<ApiFamily, number>> = { rest: 300, http: 0 };
const LONGEST_TTL = 3600;

/** Reads a Lambda authorizer; undefined where a scheme has none, or it cannot be told what it is. */
export function readLambdaAuthorizer(
  scheme: Cursor,
  declared: DeclaredScheme,
  family: ApiFamily,
  functions: FunctionReader,
): LambdaEnforcement | undefined {
  const authorizer = scheme.get("x-amazon-apigateway-authorizer");
  const type = authorizer?.get("type")?.scalar.toLowerCase();
  const isLambda = type === "request" || (type === "token" && family === "rest");
  const uri = authorizer?.get("authorizerUri");
  if (authorizer === undefined || uri === undefined || !isLambda) return undefined;
  // Which function it is, is known to a deploy alone.
  if (uri.value instanceof Undecided) return undefined;
  const asks =
    type === "token"
      ? readTokenQuestion(authorizer, declared)
      : readRequestQuestion(authorizer, family);
  const id = readWholeFunction(uri, functions);
  if (id === undefined || asks === undefined) return undefined;
  // Nothing would tell one caller's verdict from another's.
  const isKept = asks.kind === "token" || asks.identity.length > 0;
  const ttl = readTtl(authorizer, USUAL_TTL[family]);
  return { kind: "lambda", function: id, asks, cacheSeconds: isKept ? ttl : 0 };
}

/** Amazon takes the token from the scheme's header, whatever `identitySource` says. */
function readTokenQuestion(
  authorizer: Cursor,
  { parameter = "Authorization" }: DeclaredScheme,
): AuthorizerQuestion {
  const expression = authorizer.get("identityValidationExpression");
  const written = expression === undefined ? "" : (expression.word() ?? "");
  if (expression === undefined || written === "") return { kind: "token", header: parameter };
  const { reporter, at } = expression;
  const translated = toJavaScriptPattern(written);
  if ("why" in translated) {
    reporter.report("unsupported-pattern", at, { pattern: written, why: translated.why });
    return { kind: "token", header: parameter };
  }
  const pattern = `^(?:${translated.pattern})$`;
  const isUsable = checkPattern(pattern, at, reporter);
  return { kind: "token", header: parameter, ...(isUsable && { pattern }) };
}

function readRequestQuestion(
  authorizer: Cursor,
  family: ApiFamily,
): AuthorizerQuestion | undefined {
  const identity = readIdentitySources(authorizer.get("identitySource"), family);
  if (family === "rest") return { kind: "request", identity, simpleResponses: false };
  const version = authorizer.get("authorizerPayloadFormatVersion");
  const found = version === undefined ? "1.0" : version.scalar.replace(/^(\d)$/, "$1.0");
  const simple = authorizer.get("enableSimpleResponses");
  const simpleResponses = simple === undefined ? false : (simple.boolean() ?? false);
  if (found !== "1.0" && found !== "2.0") {
    version?.reporter.report("unknown-payload-version", version.at, { found });
    return undefined;
  }
  if (simpleResponses && found === "1.0") {
    simple?.reporter.report("simple-responses-of-version-1", simple.at);
  }
  return { kind: `http-api-${found}`, identity, simpleResponses };
}

function readTtl(authorizer: Cursor, usual: number): number {
  const ttl = authorizer.get("authorizerResultTtlInSeconds");
  if (ttl === undefined || ttl.value === null) return usual;
  const found = ttl.integer();
  if (found === undefined) return 0;
  if (found >= 0 && found <= LONGEST_TTL) return found;
  ttl.reporter.report("authorizer-ttl-out-of-range", ttl.at, { found, max: LONGEST_TTL });
  return 0;
}
