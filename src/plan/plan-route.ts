import type { Code } from "../code/code-kit.js";
import { array, call, doc, lit, name } from "../code/code-kit.js";
import type { Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { Security } from "../model/security.js";
import { generatedFile } from "./template-file.js";
import { GeneratedModule } from "./generated-module.js";
import { callsHooks } from "./hook.js";
import { planIntegration } from "./plan-integration.js";
import { planHeaders } from "./plan-header-rules.js";
import { planCacheKey } from "./plan-cache-key.js";
import { planLimits } from "./plan-limits.js";
import { plainObject } from "./plan-stages.js";
import { planTransforms } from "./plan-transforms.js";
import { planResponseValidation, planValidation } from "./plan-validation.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";

/** The file of one operation: data and a few pure functions, in the order a request meets them. */
export function planRoute(operation: Operation, project: ProjectContext): PlannedFile {
  const { names } = project;
  const routeName = names.operation(operation);
  const module = new GeneratedModule(`routes/${routeName}.ts`, project.runtime, [routeName]);
  const validate = planValidation(operation, module, project);
  const validateResponse = planResponseValidation(operation, module, project);
  const { errors } = operation;
  const hasHooks = callsHooks(operation);
  const checks = validate !== undefined || validateResponse !== undefined;
  return generatedFile(module.path, "route.ts", {
    defineRoute: hasHooks
      ? module.runtime("defineHookedRoute", "hooked-route")
      : module.runtime("defineRoute", "route"),
    Hooks: hasHooks ? module.importType("Hooks", "hooks.ts") : undefined,
    doc: doc(describe(operation)),
    name: name(routeName),
    operationId: lit(names.operationId(operation)),
    method: lit(operation.method),
    path: lit(operation.path),
    security: planSecurity(operation.security, module, project),
    throttle: operation.throttle && plainObject(operation.throttle),
    cacheKey: operation.cacheKey && planCacheKey(operation.cacheKey),
    cache: operation.cache && plainObject(operation.cache),
    limits: operation.limits && planLimits(operation.limits),
    errors: errors !== undefined && checks ? lit(errors) : undefined,
    validate,
    integration: planHeaders(
      planTransforms(planIntegration(operation, module, names), operation, module, names),
      operation,
      module,
      project,
    ),
    validateResponse,
  });
}

function describe(operation: Operation): string {
  const { summary } = operation;
  return `\`${routeOf(operation)}\`${summary === "" ? "." : `: ${summary}`}`;
}

function planSecurity(security: Security, module: GeneratedModule, project: ProjectContext): Code {
  return array(
    security.map((alternative) =>
      array(
        alternative.map(({ scheme, scopes }) => {
          const identifier = project.names.scheme(scheme);
          return call(
            module.import(identifier, `auth/${identifier}.ts`),
            scopes.map((scope) => lit(scope)),
          );
        }),
      ),
    ),
  );
}
