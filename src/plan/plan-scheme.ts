import type { Member } from "../code/code-kit.js";
import { call, doc, key, lit, name, object } from "../code/code-kit.js";
import type { SecurityScheme } from "../model/security.js";
import { generatedFile } from "./template-file.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";

/** The file of one security scheme: what its hook is told of it. */
export function planScheme(scheme: SecurityScheme, project: ProjectContext): PlannedFile {
  const identifier = project.names.scheme(scheme.name);
  const module = new GeneratedModule(`auth/${identifier}.ts`, project.runtime);
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
  return generatedFile(module.path, "constant.ts", {
    doc: doc(`Security scheme \`${scheme.name}\`${description}`),
    name: name(identifier),
    definition: call(module.runtime("defineScheme", "security"), [
      object(defined, { expanded: true }),
    ]),
  });
}
