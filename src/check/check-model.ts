import type { Reporter } from "../diagnostics/reporter.js";
import type { GatewayModel } from "../model/gateway-model.js";
import { duplicateRoutes } from "./duplicate-routes.js";
import { handlersOfSeveral } from "./handlers-of-several.js";
import { optionalSecurity } from "./optional-security.js";
import { repeatedOperationIds } from "./repeated-operation-ids.js";
import { stageNames } from "./stage-names.js";
import { transformsOfBothDirections } from "./transforms-of-both-directions.js";
import { unguardedMethods } from "./unguarded-methods.js";

/** A rule across the whole model; it reports and changes nothing. */
export type Rule = (model: GatewayModel, reporter: Reporter) => void;

const RULES: readonly Rule[] = [
  duplicateRoutes,
  repeatedOperationIds,
  optionalSecurity,
  unguardedMethods,
  transformsOfBothDirections,
  handlersOfSeveral,
  stageNames,
];

/** Applies every rule. */
export function checkModel(model: GatewayModel, reporter: Reporter): void {
  for (const rule of RULES) rule(model, reporter);
}
