import type { CatalogueEntry, EntryParams } from "./catalogue-entry.js";
import { amazonProblems } from "./catalogue/amazon.js";
import { apiFamilyProblems } from "./catalogue/api-families.js";
import { authorizerProblems } from "./catalogue/authorizers.js";
import { awsOutputProblems } from "./catalogue/aws-output.js";
import { configProblems } from "./catalogue/config.js";
import { documentProblems } from "./catalogue/document.js";
import { functionProblems } from "./catalogue/functions.js";
import { gatewayProblems } from "./catalogue/gateway.js";
import { loadProblems } from "./catalogue/load.js";
import { openapiProblems } from "./catalogue/openapi.js";
import { schemaProblems } from "./catalogue/schemas.js";
import { serviceProblems } from "./catalogue/services.js";
import { templateProblems } from "./catalogue/templates.js";
import { tokenProblems } from "./catalogue/tokens.js";
import { writeProblems } from "./catalogue/write.js";

/** Every problem that gatewright can report, by code. */
export const catalogue = {
  ...loadProblems,
  ...documentProblems,
  ...openapiProblems,
  ...schemaProblems,
  ...amazonProblems,
  ...authorizerProblems,
  ...functionProblems,
  ...serviceProblems,
  ...apiFamilyProblems,
  ...gatewayProblems,
  ...templateProblems,
  ...tokenProblems,
  ...writeProblems,
  ...configProblems,
  ...awsOutputProblems,
} satisfies Record<string, CatalogueEntry>;

export type Code = keyof typeof catalogue;

/** The named values that must be given to report `C`; `unknown` when there are none. */
export type Params<C extends Code> = EntryParams<(typeof catalogue)[C]>;

/** Whether an operation may be left out on account of a problem, rather than the document refused. */
export function isOmittable(code: string): boolean {
  const entry: CatalogueEntry | undefined = (catalogue as Record<string, CatalogueEntry>)[code];
  return entry?.omittable === true;
}
