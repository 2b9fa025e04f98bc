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
import { planScaffold } from "./plan-scaffold.js";
import { planScheme } from "./plan-scheme.js";
import { planSchema } from "./plan-schema.js";
import { planSettings } from "./plan-settings.js";
import { planTransformer, transformersOf } from "./plan-transformer.js";
import { planStages } from "./plan-stages.js";
import { planUpstream } from "./plan-upstream.js";
import { planUsagePlans } from "./plan-usage-plans.js";
import type { Planner, PlanMemory } from "./plan-memory.js";
import { outlinesOf } from "./operation-index.js";
import type { ProjectContext } from "./project-context.js";
import { projectNames } from "./project-names.js";
import { projectSchemas } from "./project-schemas.js";
import type { PlannedFile, ProjectPlan } from "./project-plan.js";
import { requiredVariables } from "./required-variables.js";
import { packagesOf, runtimeClosure } from "./runtime-files.js";
import { indexSchemas } from "./schema-index.js";

/** Files of the runtime that `src/main.ts` starts with. */
const MAIN_IMPORTS = ["run.ts", "serve.ts"];

/**
 * Plans every file of the project, and nothing that this document does not need.
 * @param finish what is made of each file as soon as it is planned: the code of all files together
 *   takes far more memory than their texts
 * @param memory of the plan before, if the next one is to make only what differs
 */
export function planProject<File extends { readonly path: string }>(
  planned: GatewayModel,
  options: ScaffoldOptions,
  finish: (file: PlannedFile) => File,
  memory?: PlanMemory<File>,
): ProjectPlan<File> {
  const model = memory?.shareModel(planned) ?? planned;
  const share = <Value>(name: string, value: Value): Value => memory?.share(name, value) ?? value;
  const directed = new DirectedSchemas(model.schemas);
  const found = projectSchemas(model.operations, directed);
  const schemas = memory?.shareSchemas(found) ?? found;
  const names = projectNames(model, schemas);
  const index = indexSchemas(schemas);
  const runtime = new Set(MAIN_IMPORTS);
  const outlines = share("outlines", outlinesOf(model.operations));
  const operations = { outlines, at: (at: number) => model.operations[at] };
  const project: ProjectContext = { model, names, directed, operations, schemas: index, runtime };
  const filesOf = <Element extends object>(
    planner: Planner<Element>,
    element: Element,
    key: object = element,
  ): readonly File[] =>
    memory?.files(planner, element, key, project, finish) ?? planner(element, project).map(finish);
  const generated = [
    ...WHOLE.flatMap((planner) => filesOf(planner, planner)),
    ...model.operations.flatMap((each) => filesOf(planRouteFiles, each)),
    ...handledOperations(model.operations).flatMap((each) =>
      filesOf(planContractFiles, each, each.operation),
    ),
    ...transformersOf(model).flatMap((each) => filesOf(planTransformer, each, each.template)),
    ...schemas.flatMap((each) => filesOf(planSchemaFiles, each)),
    ...model.securitySchemes.flatMap((each) => filesOf(planSchemeFiles, each)),
    ...model.upstreams.flatMap((each) => filesOf(planUpstreamFiles, each)),
    ...model.functions.flatMap((each) => filesOf(planFunctionFiles, each)),
  ];
  const used = share("runtime", runtimeClosure(runtime));
  const files = [
    ...generated,
    ...filesOf(planRuntimeFiles, used),
    ...planHookFiles(project).map(finish),
    ...filesOf(planScaffoldFiles, share("scaffold", { used, options })),
  ];
  return {
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    requiredSettings: requiredVariables(project),
    hooks: plannedHooks(project),
  };
}

/** Planners of what there is once in a project. */
const WHOLE = [
  planGateway,
  planSettings,
  planHooksContract,
  planGatewayResponses,
  planHeaderRules,
  planStages,
  planUsagePlans,
  planResourcePolicy,
].map(
  (plan): Planner<object> =>
    (_, project) =>
      [plan(project)].flat(),
);

/** Planners of what there is many of, each of these for the files of one. */
const planRouteFiles = oneFile(planRoute);
const planContractFiles = oneFile(planHandlerContract);
const planSchemaFiles = oneFile(planSchema);
const planSchemeFiles = oneFile(planScheme);
const planUpstreamFiles = oneFile(planUpstream);
const planFunctionFiles = oneFile(planFunction);

function oneFile<Element>(
  plan: (element: Element, project: ProjectContext) => PlannedFile,
): Planner<Element> {
  return (element, project) => [plan(element, project)];
}

const planRuntimeFiles: Planner<readonly string[]> = (files) =>
  files.map((file) => {
    const content = { kind: "copy", asset: `runtime/${file}` } as const;
    return { path: `src/generated/runtime/${file}`, owner: "generated", content };
  });

/** Planner of what its user owns, by how the project is asked for and what it needs of the runtime. */
const planScaffoldFiles: Planner<{
  readonly used: readonly string[];
  readonly options: ScaffoldOptions;
}> = ({ used, options }, project) => planScaffold(project, packagesOf(used), options);
