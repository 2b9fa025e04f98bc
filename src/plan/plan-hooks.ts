import type { Identifier, ModulePath } from "../code/code-kit.js";
import { doc, identifier, imported, lit, modulePath, name, object, ts } from "../code/code-kit.js";
import type { SecurityScheme } from "../model/security.js";
import { GeneratedModule } from "./generated-module.js";
import type { Hook } from "./hook.js";
import { hookPath, shownRoutes } from "./hook.js";
import { functionHooks } from "./plan-function-hooks.js";
import { handlerHooks } from "./plan-handlers.js";
import { planTransformHooks } from "./plan-transforms.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile, PlannedHook } from "./project-plan.js";
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
    imported(hook.exported ?? hook.identifier, hookModule(hook), {
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

/** What a later run must know of the hooks of this one. */
export function plannedHooks(project: ProjectContext): readonly PlannedHook[] {
  return hooksOf(project).map((hook) => {
    const { identifier, exported = identifier, operation } = hook;
    return {
      member: identifier,
      module: hookModule(hook),
      exported,
      ...(operation?.operationId !== undefined && { operationId: operation.operationId }),
      ...(operation && { method: operation.method, path: operation.path }),
    };
  });
}

/** As the registry imports it. */
function hookModule(hook: Hook): ModulePath {
  return modulePath(`./${hookPath(hook)}.js`);
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
  const byHook = new Map<Identifier, readonly SecurityScheme[]>();
  for (const scheme of project.model.securitySchemes) {
    if (scheme.enforcement.kind !== "hook") continue;
    const hook = project.names.schemeHook(scheme);
    byHook.set(hook, [...(byHook.get(hook) ?? []), scheme]);
  }
  return [...byHook].map(([hook, schemes]) => schemeHook(hook, schemes, project));
}

function schemeHook(
  hook: Identifier,
  schemes: readonly SecurityScheme[],
  { model }: ProjectContext,
): Hook {
  const called = new Set(schemes.map(({ name: scheme }) => scheme));
  const requiring = model.operations.filter(({ security }) =>
    security.flat().some((each) => called.has(each.scheme)),
  );
  const what = `the security ${schemes.length === 1 ? "scheme" : "schemes"} `;
  const names = [...called].map((scheme) => `\`${scheme}\``).join(", ");
  const [only, ...others] = schemes;
  const details = only !== undefined && others.length === 0 ? detailsOf(only) : ".";
  return {
    identifier: hook,
    template: "authorize",
    contract: `Decides ${what}${names}${details} Required by ${shownRoutes(requiring)}.`,
    task: `Decides ${what}${names} for one request: answer who calls, or why not.`,
    typeIn: (module) => module.runtimeType("Authorize", "security"),
  };
}

/** How the vendor's gateway decides a scheme, and where its credential is. */
function detailsOf({ authorizer, in: place, parameter }: SecurityScheme): string {
  const by = authorizer === undefined ? "" : `: ${authorizer}`;
  const isSaid = place !== undefined && parameter !== undefined;
  return isSaid ? `${by}. The credential is in the ${place} \`${parameter}\`.` : `${by}.`;
}
