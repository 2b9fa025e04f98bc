import type { Cursor } from "../load/cursor.js";
import type { GatewayModel } from "../model/gateway-model.js";
import { reportStrayExtensions } from "./amazon/check-extensions.js";
import { isAmazonDialect } from "./amazon/is-amazon-dialect.js";
import { readAmazonModel } from "./amazon/read-amazon-model.js";
import { readPlainModel } from "./openapi/read-plain-model.js";
import { checkStructure } from "./openapi/check-structure.js";
import { SchemaResources } from "./openapi/schema-resources.js";
import { readVersion } from "./openapi/spec-version.js";
import type { ReadOptions } from "./read-options.js";

/**
 * Reads a document into the model; undefined, with the problem reported, if it is not one that can
 * be read at all.
 */
export function readModel(document: Cursor, options: ReadOptions): GatewayModel | undefined {
  const version = readVersion(document);
  if (version === undefined) return undefined;
  const root = document.knowing(new SchemaResources(document.source, version.schemaRules));
  checkStructure(root, version);
  const isAmazons = isAmazonDialect(root);
  if (!isAmazons) reportStrayExtensions(root);
  const model = isAmazons
    ? readAmazonModel(root, version, options)
    : readPlainModel(root, version, options);
  if (model.operations.length === 0 && !root.reporter.hasErrors) {
    const paths = root.get("paths");
    if (paths === undefined) root.reporter.report("no-paths", root.at);
    else root.reporter.report("no-operations", paths.keyAt);
  }
  return model;
}
