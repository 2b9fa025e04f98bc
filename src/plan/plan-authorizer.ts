import type { Code } from "../code/code-kit.js";
import { name, ts } from "../code/code-kit.js";
import type { SecurityScheme } from "../model/security.js";
import type { GeneratedModule } from "./generated-module.js";
import type { ProjectNames } from "./project-names.js";

/** What decides a security scheme, as `gateway.ts` hands it to the authentication stage. */
export function planAuthorizer(
  { name: scheme, enforcement }: SecurityScheme,
  _module: GeneratedModule,
  names: ProjectNames,
): Code {
  switch (enforcement.kind) {
    case "hook":
      return ts`hooks.${name(names.scheme(scheme))}`;
  }
}
