import type { Cursor } from "../../load/cursor.js";
import type { Enforcement } from "../../model/security.js";
import type { DeclaredScheme } from "../openapi/read-security.js";
import type { ApiFamily } from "./extension.js";
import type { FunctionReader } from "./function-reader.js";
import { readEnforcement } from "../gateway/read-enforcement.js";
import { readAuthorizer } from "./read-authorizer.js";
import { readLambdaAuthorizer } from "./read-lambda-authorizer.js";

/** What decides a security scheme of Amazon's dialect. */
export function readAmazonEnforcement(
  scheme: Cursor,
  declared: DeclaredScheme,
  family: ApiFamily,
  functions: FunctionReader,
): Enforcement {
  return (
    readEnforcement(scheme, "http-api") ??
    readAuthorizer(scheme, family) ??
    readLambdaAuthorizer(scheme, declared, family, functions) ?? { kind: "hook" }
  );
}
