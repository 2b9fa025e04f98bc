import type { SchemaRules } from "../openapi/schema-rules.js";

/** How Amazon reads models: as draft 4, without `nullable` and what else OpenAPI adds. */
export const MODEL_RULES: SchemaRules = {
  draft: 4,
  nullable: undefined,
  directions: false,
  typeLists: true,
  booleanSchemas: false,
  refSiblings: false,
  identifier: undefined,
  discriminator: false,
  formats: false,
};
