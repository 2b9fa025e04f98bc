import { doc, identifier, imported, lit, modulePath, name, object, ts } from "../code/code-kit.js";
import type { SecurityScheme } from "../model/security.js";
import { GeneratedModule } from "./generated-module.js";
import type { Hook } from "./hook.js";
import { hookPath, shownRoutes } from "./hook.js";
import { functionHooks } from "./plan-function-hooks.js";
import { handlerHooks } from "./plan-handlers.js";
import { planTransformHooks } from "./plan-transforms.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile, templateFile } from "./template-file.js";

/** The contracts of what the user supplies. */
export function planHooksContract(project: ProjectContext): PlannedFile {
  const module = new GeneratedModule("hooks.ts", project.runtime, [identifier("Hooks")]);
  const members = hooksOf(project).map((hook) => ({
    doc: doc(hook.contract),
    name: name(hook.identifier),
    type: hook.typeIn(module),
  }));
  return generatedFile(module.path, "hooks.ts", { members });
}

/** The user's side: a registry, and for each hook a stub that refuses. */
export function planHookFiles(project: ProjectContext): readonly PlannedFile[] {
  const hooks = hooksOf(project);
  const members = hooks.map((hook) =>
    imported(hook.exported ?? hook.identifier, modulePath(`./${hookPath(hook)}.js`), {
      as: hook.identifier,
    }),
  );
  return [
    templateFile("src/hooks/index.ts", "hooks", "hooks/index.ts", { members: object(members) }),
    ...hooks.map((hook) =>
      templateFile(`src/hooks/${hookPath(hook)}.ts`, "hooks", `hooks/${hook.template}.ts`, {
        doc: doc(hook.task),
        name: name(hook.identifier),
        type: ts`Hooks[${lit(hook.identifier)}]`,
        message: lit(`${hook.identifier} is not written yet`),
      }),
    ),
  ];
}

function hooksOf(project: ProjectContext): readonly Hook[] {
  return [
    ...schemeHooks(project),
    ...planTransformHooks(project),
    ...handlerHooks(project),
    ...functionHooks(project),
  ];
}

/** Schemes may share one by its name. */
function schemeHooks(project: ProjectContext): readonly Hook[] {
  const hooks = project.model.securitySchemes
    .filter(({ enforcement }) => enforcement.kind === "hook")
    .map((scheme) => schemeHook(scheme, project));
  const first = new Map(hooks.toReversed().map((hook) => [hook.identifier, hook]));
  return hooks.filter((hook) => first.get(hook.identifier) === hook);
}

function schemeHook(scheme: SecurityScheme, { model, names }: ProjectContext): Hook {
  const { name: called, authorizer, in: place, parameter } = scheme;
  const requiring = model.operations.filter(({ security }) =>
    security.flat().some((each) => each.scheme === called),
  );
  const by = authorizer === undefined ? "" : `: ${authorizer}`;
  const where =
    place === undefined || parameter === undefined
      ? ""
      : ` The credential is in the ${place} \`${parameter}\`.`;
  return {
    identifier: names.schemeHook(scheme),
    template: "authorize",
    contract: `Decides the security scheme \`${called}\`${by}.${where} Required by ${shownRoutes(requiring)}.`,
    task: `Decides the security scheme \`${called}\` for one request: answer who calls, or why not.`,
    typeIn: (module) => module.runtimeType("Authorize", "security"),
  };
}
