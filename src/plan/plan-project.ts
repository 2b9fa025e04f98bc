import type { GatewayModel } from "../model/gateway-model.js";
import { DirectedSchemas } from "../schema/directed-schemas.js";
import { planFunction } from "./plan-function.js";
import { planGatewayResponses } from "./plan-gateway-responses.js";
import { planGateway } from "./plan-gateway.js";
import { planHandlerContract } from "./plan-handler-contract.js";
import { handledOperations } from "./plan-handlers.js";
import { planHeaderRules } from "./plan-header-rules.js";
import { planHookFiles, planHooksContract, plannedHooks } from "./plan-hooks.js";
import { planResourcePolicy } from "./plan-resource-policy.js";
import { planRoute } from "./plan-route.js";
import type { ScaffoldOptions } from "./plan-scaffold.js";
import { planScaffold, requiredVariables } from "./plan-scaffold.js";
import { planScheme } from "./plan-scheme.js";
import { planSchema } from "./plan-schema.js";
import { planSettings } from "./plan-settings.js";
import { planTransformer, transformersOf } from "./plan-transformer.js";
import { planUpstream } from "./plan-upstream.js";
import { planUsagePlans } from "./plan-usage-plans.js";
import type { ProjectContext } from "./project-context.js";
import { projectNames } from "./project-names.js";
import { projectSchemas } from "./project-schemas.js";
import type { PlannedFile, ProjectPlan } from "./project-plan.js";
import { packagesOf, runtimeClosure } from "./runtime-files.js";
import { indexSchemas } from "./schema-index.js";

/** Files of the runtime that `src/main.ts` starts with. */
const MAIN_IMPORTS = ["run.ts", "serve.ts"];

/**
 * Plans every file of the project, and nothing that this document does not need.
 * @param finish what is made of each file as soon as it is planned: the code of all files together
 *   takes far more memory than their texts
 */
export function planProject<File extends { readonly path: string }>(
  model: GatewayModel,
  options: ScaffoldOptions,
  finish: (file: PlannedFile) => File,
): ProjectPlan<File> {
  const directed = new DirectedSchemas(model.schemas);
  const schemas = projectSchemas(model.operations, directed);
  const names = projectNames(model, schemas);
  const index = indexSchemas(schemas);
  const runtime = new Set(MAIN_IMPORTS);
  const project: ProjectContext = { model, names, directed, schemas: index, runtime };
  const generated = [
    finish(planGateway(project)),
    finish(planSettings(project)),
    finish(planHooksContract(project)),
    ...planGatewayResponses(project).map(finish),
    ...planHeaderRules(project).map(finish),
    ...planUsagePlans(project).map(finish),
    ...planResourcePolicy(project).map(finish),
    ...model.operations.map((operation) => finish(planRoute(operation, project))),
    ...handledOperations(model).map((each) => finish(planHandlerContract(each, project))),
    ...transformersOf(model).flatMap((each) => planTransformer(each, project).map(finish)),
    ...schemas.map((schema) => finish(planSchema(schema, index, project))),
    ...model.securitySchemes.map((scheme) => finish(planScheme(scheme, project))),
    ...model.upstreams.map((upstream) => finish(planUpstream(upstream, project))),
    ...model.functions.map((each) => finish(planFunction(each, project))),
  ];
  const runtimeFiles = runtimeClosure(runtime);
  const files = [
    ...generated,
    ...[
      ...runtimeFiles.map(runtimeFile),
      ...planHookFiles(project),
      ...planScaffold(project, packagesOf(runtimeFiles), options),
    ].map(finish),
  ];
  return {
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    requiredSettings: requiredVariables(project),
    hooks: plannedHooks(project),
  };
}

function runtimeFile(file: string): PlannedFile {
  const content = { kind: "copy", asset: `runtime/${file}` } as const;
  return { path: `src/generated/runtime/${file}`, owner: "generated", content };
}
