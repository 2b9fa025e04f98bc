import type { Code } from "../code/code-kit.js";
import { call, name, ts } from "../code/code-kit.js";
import type { SecurityScheme } from "../model/security.js";
import type { GeneratedModule } from "./generated-module.js";
import { authorizerName, readsSettings } from "./plan-derived-authorizer.js";
import { schemePath } from "./plan-scheme.js";
import type { ProjectNames } from "./project-names.js";

/** What decides a security scheme, as `gateway.ts` hands it to the authentication stage. */
export function planAuthorizer(
  scheme: SecurityScheme,
  module: GeneratedModule,
  names: ProjectNames,
): Code {
  if (scheme.enforcement.kind === "hook") return ts`hooks.${name(names.schemeHook(scheme))}`;
  const identifier = names.scheme(scheme.name);
  const authorizer = module.import(authorizerName(identifier), schemePath(identifier));
  return call(authorizer, readsSettings(scheme.enforcement) ? [ts`settings`] : []);
}
