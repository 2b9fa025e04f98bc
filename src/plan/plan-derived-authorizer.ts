import type { Code, Identifier, Member } from "../code/code-kit.js";
import { call, identifier, lit, object, ts } from "../code/code-kit.js";
import type { ApiKeyEnforcement } from "../model/api-key-enforcement.js";
import type { Enforcement, SecurityScheme } from "../model/security.js";
import type { GeneratedModule } from "./generated-module.js";
import { optional } from "./optional-member.js";
import { planLambdaAuthorizer } from "./plan-lambda-authorizer.js";
import { planTokenAuthorizer } from "./plan-token-authorizer.js";
import { USAGE_PLANS } from "./plan-usage-plans.js";
import type { ProjectContext } from "./project-context.js";

/** What decides a scheme without a hook: the function of its file that makes it. */
export interface DerivedAuthorizer {
  /** What it does, for a comment. */
  readonly does: string;
  /** The call that makes it. */
  readonly made: Code;
}

/** Undefined for schemes of hooks. */
export function planDerivedAuthorizer(
  { name, enforcement }: SecurityScheme,
  module: GeneratedModule,
  project: ProjectContext,
): DerivedAuthorizer | undefined {
  switch (enforcement.kind) {
    case "hook":
      return undefined;
    case "api-key":
      return planApiKeys(enforcement, module, project);
    case "basic":
      return planBasic(module, project);
    case "iam":
      return {
        does: "Lets in whoever signed the request as a principal of the settings, if policies allow it.",
        made: call(module.runtime("iamAuthorizer", "iam/iam-authorizer"), [
          ts`settings.principals`,
        ]),
      };
    case "mutual-tls":
      return {
        does: "Lets in clients with a certificate of an authority that the settings name.",
        made: call(module.runtime("mutualTlsAuthorizer", "mutual-tls"), []),
      };
    case "lambda":
      return planLambdaAuthorizer(enforcement, module, project);
    case "jwt":
    case "user-pools":
    case "introspection":
      return planTokenAuthorizer(name, enforcement, module, project.names);
  }
}

/** Whether what makes it takes something from the settings. */
export function readsSettings({ kind }: Enforcement): boolean {
  return kind !== "lambda" && kind !== "mutual-tls";
}

/** `petKey` → `authorizePetKey` */
export function authorizerName(scheme: Identifier): Identifier {
  return identifier(`authorize${scheme.charAt(0).toUpperCase()}${scheme.slice(1)}`);
}

function planApiKeys(
  { source }: ApiKeyEnforcement,
  module: GeneratedModule,
  { model }: ProjectContext,
): DerivedAuthorizer {
  const fromAuthorizer = source === "authorizer";
  const members: readonly Member[] = [
    [ts`keys`, ts`settings.apiKeys`],
    ...optional(fromAuthorizer, ts`source`, () => lit("authorizer")),
    ...(model.usagePlans === undefined ? [] : [module.import(USAGE_PLANS.name, USAGE_PLANS.path)]),
  ];
  const from = fromAuthorizer ? ", which the authorizer says," : "";
  const plan = model.usagePlans === undefined ? "" : " and belongs to a usage plan of the stage";
  return {
    does: `Lets in callers whose API key${from} is enabled${plan}.`,
    made: call(module.runtime("apiKeyAuthorizer", "api-key-authorizer"), [object(members)]),
  };
}

function planBasic(module: GeneratedModule, { model }: ProjectContext): DerivedAuthorizer {
  const options = object([
    [ts`users`, ts`settings.basicUsers`],
    [ts`realm`, lit(model.title === "" ? "gateway" : model.title)],
  ]);
  return {
    does: "Lets in users with their passwords.",
    made: call(module.runtime("basicAuthorizer", "basic-authorizer"), [options]),
  };
}
