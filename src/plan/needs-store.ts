import type { GatewayModel } from "../model/gateway-model.js";
import type { ProjectContext } from "./project-context.js";

type Asked = Pick<ProjectContext, "model" | "operations">;

/** Whether something refuses requests that are too many. */
export function limitsRequests({ model, operations }: Asked): boolean {
  const { throttle, stages = [] } = model;
  return (
    throttle !== undefined ||
    operations.outlines.some((each) => each.isLimited) ||
    stages.some((stage) => [stage, ...stage.methods].some((each) => each.throttle !== undefined)) ||
    (usesPlans(model) &&
      (model.usagePlans ?? []).some(
        (plan) =>
          plan.throttle !== undefined || plan.quota !== undefined || plan.methods.length > 0,
      ))
  );
}

/** Whether something keeps responses. */
export function keepsResponses({ operations }: Asked): boolean {
  return operations.outlines.some((each) => each.isKept);
}

/** Whether responses that are kept are to be encrypted. */
export function encryptsResponses(project: Asked): boolean {
  const { stages = [] } = project.model;
  const isEncrypted =
    project.operations.outlines.some((each) => each.isEncrypted) ||
    stages.some((stage) =>
      [stage, ...stage.methods].some(({ cache }) => cache?.encrypted === true),
    );
  return isEncrypted && keepsResponses(project);
}

/** Whether something is counted or kept, so that replicas should share where that is. */
export function needsStore(project: Asked): boolean {
  return limitsRequests(project) || keepsResponses(project);
}

function usesPlans({ securitySchemes }: GatewayModel): boolean {
  return securitySchemes.some(({ enforcement }) => enforcement.kind === "api-key");
}
