import type { Code, Member } from "../code/code-kit.js";
import {
  array,
  call,
  commented,
  doc,
  identifier,
  key,
  lit,
  name,
  object,
  ts,
} from "../code/code-kit.js";
import type { GatewayModel } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import { filesOf } from "../model/upstream-options.js";
import { GeneratedModule } from "./generated-module.js";
import { callsHooks } from "./hook.js";
import { GATEWAY_RESPONSES } from "./plan-gateway-responses.js";
import { planAuthorizer } from "./plan-authorizer.js";
import { planCors } from "./plan-cors.js";
import { awsServices } from "./aws-services.js";
import { functionHandlers } from "./plan-function-hooks.js";
import { planFunctionBackend } from "./plan-function.js";
import { encryptsResponses, keepsResponses, limitsRequests, needsStore } from "./needs-store.js";
import { optional } from "./optional-member.js";
import { planLimits } from "./plan-limits.js";
import { RESOURCE_POLICY } from "./plan-resource-policy.js";
import { DOMAINS, plainObject, STAGES } from "./plan-stages.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** What each family is called in the runtime, and its file. */
const FAMILIES = {
  rest: ["restApi", "rest-api"],
  http: ["httpApi", "http-api"],
  openapi: ["openApi", "openapi-family"],
} as const;

/** The file to open first: one line per stage, route and upstream. */
export function planGateway(project: ProjectContext): PlannedFile {
  const { model, names, operations, runtime } = project;
  const module = new GeneratedModule("gateway.ts", runtime);
  const [exported, file] = FAMILIES[model.family];
  const family = module.runtime(exported, file);
  const routes = operations.outlines.map((operation) => {
    const route = names.operation(operation);
    const imported = module.import(route, `routes/${route}.ts`);
    const member = callsHooks(operation) ? ts`${call(imported, [ts`hooks`])},` : ts`${imported},`;
    return commented(member, routeOf(operation));
  });
  const upstreams = model.upstreams.map((each) => {
    const upstream = names.upstream(each.id);
    const files = filesOf(each).length > 0;
    return array([
      module.import(upstream, `integrations/${upstream}.ts`),
      ts`settings.upstreams.${name(upstream)}`,
      ...(files ? [ts`settings.upstreamFiles.${name(upstream)}`] : []),
    ]);
  });
  const usesAws = awsServices(project).length > 0;
  const callsServices = operations.outlines.some(({ integration }) => "service" in integration);
  const backends = [
    ...(callsServices ? [array([module.runtime("AWS", "aws/aws-client"), ts`aws`])] : []),
    ...model.functions.map((each) => planFunctionBackend(each, module, project)),
  ];
  const { cors, policy, authenticate, limit, cache, compress } = planPipeline(project, module);
  const staged = planStaged(project, module);
  const usesHooks =
    model.securitySchemes.some(({ enforcement }) => enforcement.kind === "hook") ||
    operations.outlines.some(callsHooks) ||
    functionHandlers(model).length > 0;
  return generatedFile(module.path, "gateway.ts", {
    doc: doc(describe(model.title, model.description)),
    Gateway: module.runtimeType("Gateway", "gateway"),
    hooks: name(identifier(usesHooks ? "hooks" : "_hooks")),
    usesHooks,
    Hooks: module.importType("Hooks", "hooks.ts"),
    Settings: module.importType("Settings", "settings.ts"),
    ...(staged ?? { assembleGateway: module.runtime("assembleGateway", "assemble-gateway") }),
    openStore: needsStore(project) ? module.runtime("openStore", "store/open-store") : undefined,
    family,
    limits: model.limits && planLimits(model.limits),
    gatewayResponses:
      model.gatewayResponses.length > 0
        ? module.import(GATEWAY_RESPONSES.name, GATEWAY_RESPONSES.path)
        : undefined,
    bodies: planBodies(model, module),
    cors,
    policy,
    authenticate,
    limit,
    cache,
    compress,
    hasStages: [cors, policy, authenticate, limit, cache, compress].some(
      (stage) => stage !== undefined,
    ),
    routes,
    upstreams,
    hasUpstreams: upstreams.length > 0,
    AwsClient: usesAws ? module.runtime("AwsClient", "aws/aws-client") : undefined,
    backends,
    hasBackends: backends.length > 0,
    stageVariables: model.stageVariables.length > 0,
    variables: model.variables.length > 0,
  });
}

/** What makes a gateway of several stages; undefined where there is one, under any name. */
function planStaged({ model }: ProjectContext, module: GeneratedModule) {
  if (model.stages === undefined) return undefined;
  return {
    assembleStages: module.runtime("assembleStages", "assemble-stages"),
    Staged: module.runtimeType("Staged", "read-stages"),
    GatewayPlan: module.runtimeType("GatewayPlan", "deployment"),
    definitions: module.import(STAGES.name, STAGES.path),
    domains: model.domains && module.import(DOMAINS.name, DOMAINS.path),
  };
}

function planPipeline(project: ProjectContext, module: GeneratedModule) {
  const { model, names } = project;
  const schemes = model.securitySchemes.map(
    (scheme) => [key(scheme.name), planAuthorizer(scheme, module, names)] as const,
  );
  const policy =
    model.resourcePolicy === undefined
      ? undefined
      : call(module.runtime("enforcePolicy", "policy/enforce-policy"), [
          call(module.import(RESOURCE_POLICY.name, RESOURCE_POLICY.path), [ts`settings`]),
        ]);
  const authenticate =
    schemes.length > 0
      ? call(module.runtime("authenticate", "authenticate"), [object(schemes)])
      : undefined;
  const ofStage = (): readonly Member[] =>
    model.stages === undefined
      ? []
      : [[ts`stage`, ts`${module.import(STAGES.name, STAGES.path)}[settings.stage]`]];
  const limit = limitsRequests(project)
    ? call(module.runtime("limitRequests", "limit-requests"), [
        object([
          ...ofStage(),
          ...optional(model.throttle !== undefined, ts`throttle`, () =>
            plainObject(model.throttle ?? {}),
          ),
        ]),
      ])
    : undefined;
  const cache = keepsResponses(project)
    ? call(module.runtime("keepResponses", "keep-responses"), [
        object([
          ...ofStage(),
          ...optional(encryptsResponses(project), ts`seal`, () => ts`settings.cacheSeal`),
        ]),
      ])
    : undefined;
  const compress =
    model.compressFrom === undefined
      ? undefined
      : call(module.runtime("compress", "compress"), [lit(model.compressFrom)]);
  return {
    cors: model.cors && planCors(model.cors, module),
    policy,
    authenticate,
    limit,
    cache,
    compress,
  };
}

function planBodies({ binaryMediaTypes }: GatewayModel, module: GeneratedModule): Code | undefined {
  if (binaryMediaTypes === undefined) return undefined;
  const types = array(binaryMediaTypes.map((each) => lit(each)));
  return call(module.runtime("convertBodies", "convert-bodies"), [types]);
}

function describe(title: string, description: string): string {
  const name = title === "" ? "The gateway" : title;
  return description === "" ? `${name}.` : `${name}: ${description}`;
}
