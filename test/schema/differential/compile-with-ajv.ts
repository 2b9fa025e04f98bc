import type { ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import AjvDraft4 from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { Draft } from "./draw-schema.js";

/** What Ajv makes of a schema by the rules of OpenAPI, whose schemas are of a draft. */
export function compileWithAjv(schema: object, draft: Draft): ValidateFunction {
  const options = {
    strict: false,
    logger: false,
    ownProperties: true,
    validateSchema: false,
  } as const;
  const ajv = draft === 4 ? new AjvDraft4.default(options) : new Ajv2020.default(options);
  addFormats.default(ajv, { mode: "full" });
  return ajv.compile(draft === 4 ? (withoutSiblings(schema) as object) : schema);
}

const VALUES = new Set(["const", "default", "enum", "example", "examples"]);

/** Without what stands beside references: draft 4 ignores it, and Ajv would check some. */
function withoutSiblings(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withoutSiblings);
  const entries = Object.entries(schema);
  const isReference = entries.some(([key, value]) => key === "$ref" && typeof value === "string");
  const kept = entries.filter(([key]) => !isReference || /^(?:\$ref|definitions)$/.test(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, VALUES.has(key) ? value : withoutSiblings(value)]),
  );
}
