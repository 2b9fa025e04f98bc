import type { Cursor } from "../../load/cursor.js";

/** Reports statuses of an integration's responses that the operation does not declare. */
export function checkResponseStatuses(operation: Cursor): void {
  const declared = operation.get("responses");
  if (declared?.isObject !== true || declared.entries().length === 0) return;
  const integration = operation.get("x-amazon-apigateway-integration")?.follow();
  const responses = integration?.get("responses");
  if (responses?.isObject !== true || declared.has("default")) return;
  for (const [, response] of responses.entries()) {
    const code = response.get("statusCode");
    const status = code?.scalar ?? "";
    if (code === undefined || declared.has(status) || !/^\d{3}$/.test(status)) continue;
    code.reporter.report("undeclared-response-status", code.at, { status });
  }
}
