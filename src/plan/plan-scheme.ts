import type { Identifier, Member } from "../code/code-kit.js";
import { arrow, call, doc, key, lit, name, object, ts, typed } from "../code/code-kit.js";
import type { SecurityScheme } from "../model/security.js";
import { authorizerName, planDerivedAuthorizer, readsSettings } from "./plan-derived-authorizer.js";
import { generatedFile } from "./template-file.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";

/** The file of one security scheme: what is said of it, and what decides it where no hook does. */
export function planScheme(scheme: SecurityScheme, project: ProjectContext): PlannedFile {
  const identifier = project.names.scheme(scheme.name);
  const authorizer = authorizerName(identifier);
  const module = new GeneratedModule(schemePath(identifier), project.runtime, [
    identifier,
    authorizer,
  ]);
  const members: readonly (readonly [string, string | undefined])[] = [
    ["name", scheme.name],
    ["type", scheme.type],
    ["in", scheme.in],
    ["parameter", scheme.parameter],
    ["httpScheme", scheme.httpScheme],
    ["authorizer", scheme.authorizer],
  ];
  const defined = members.flatMap(([label, value]): Member[] =>
    value === undefined ? [] : [[key(label), lit(value)]],
  );
  const description = scheme.description === "" ? "." : `: ${scheme.description}`;
  const derived = planDerivedAuthorizer(scheme, module, project);
  return generatedFile(module.path, "scheme.ts", {
    doc: doc(`Security scheme \`${scheme.name}\`${description}`),
    name: name(identifier),
    definition: call(module.runtime("defineScheme", "security"), [
      object(defined, { expanded: true }),
    ]),
    authorizer: derived && name(authorizer),
    authorizerDoc: derived && doc(derived.does),
    authorizerDefinition:
      derived &&
      arrow(
        readsSettings(scheme.enforcement)
          ? [typed(ts`settings`, module.importType("Settings", "settings.ts"))]
          : [],
        derived.made,
        { returns: module.runtimeType("Authorize", "security") },
      ),
  });
}

/** Of a scheme's file, below `src/generated`. */
export function schemePath(identifier: Identifier): string {
  return `auth/${identifier}.ts`;
}
