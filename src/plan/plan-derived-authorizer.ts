import type { Code, Identifier } from "../code/code-kit.js";
import { identifier } from "../code/code-kit.js";
import type { Enforcement, SecurityScheme } from "../model/security.js";
import type { GeneratedModule } from "./generated-module.js";
import { planLambdaAuthorizer } from "./plan-lambda-authorizer.js";
import { planTokenAuthorizer } from "./plan-token-authorizer.js";
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
  return kind !== "lambda";
}

/** `petKey` → `authorizePetKey` */
export function authorizerName(scheme: Identifier): Identifier {
  return identifier(`authorize${scheme.charAt(0).toUpperCase()}${scheme.slice(1)}`);
}
