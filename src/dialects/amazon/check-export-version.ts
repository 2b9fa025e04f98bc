import type { Cursor } from "../../load/cursor.js";

/** Amazon's import takes one version of the documents of HTTP APIs; in YAML `1.0` is the number 1. */
export function checkExportVersion(root: Cursor): void {
  const version = root.get("x-amazon-apigateway-importexport-version");
  const found = version?.text();
  if (found === undefined || found === "1.0" || found === "1") return;
  root.reporter.report("unknown-export-version", version?.at, { found });
}
