import type { Identifier } from "../code/code-kit.js";
import { doc, identifier, imported, lit, modulePath, name, object, ts } from "../code/code-kit.js";
import type { GatewayModel } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { SecurityScheme } from "../model/security.js";
import { GeneratedModule } from "./generated-module.js";
import { planTransformMember, transformHooks } from "./plan-transforms.js";
import type { ProjectContext } from "./project-context.js";
import type { ProjectNames } from "./project-names.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile, templateFile } from "./template-file.js";

/** The contracts of what the user supplies. */
export function planHooksContract(project: ProjectContext): PlannedFile {
  const { model, names } = project;
  const module = new GeneratedModule("hooks.ts", project.runtime, [identifier("Hooks")]);
  const authorize = module.runtimeType("Authorize", "security");
  const policy = module.runtimeType("Policy", "security");
  const schemes = model.securitySchemes.map((scheme) => ({
    doc: doc(describeScheme(scheme, project)),
    name: name(names.scheme(scheme.name)),
    type: authorize,
  }));
  const policies = model.resourcePolicy
    ? [{ doc: doc(POLICY), name: name(POLICY_HOOK), type: policy }]
    : [];
  const transforms = transformHooks(model).map((hook) =>
    planTransformMember(hook, module, project),
  );
  return generatedFile(module.path, "hooks.ts", {
    members: [...policies, ...schemes, ...transforms],
  });
}

const POLICY = "Decides the resource policy of the API for every request, before anything else.";

/** The member of `Hooks` that decides it. */
const POLICY_HOOK = identifier("resourcePolicy");

function describeScheme(scheme: SecurityScheme, { model }: ProjectContext): string {
  const routes = model.operations
    .filter(({ security }) => security.flat().some((each) => each.scheme === scheme.name))
    .map((operation) => `\`${routeOf(operation)}\``);
  const shown = routes.length > 3 ? [...routes.slice(0, 2), `${routes.length - 2} more`] : routes;
  const by = scheme.authorizer === undefined ? "" : `: ${scheme.authorizer}`;
  const where =
    scheme.in === undefined || scheme.parameter === undefined
      ? ""
      : ` The credential is in the ${scheme.in} \`${scheme.parameter}\`.`;
  return `Decides the security scheme \`${scheme.name}\`${by}.${where} Required by ${shown.join(", ")}.`;
}

/** The user's side: a registry, and for each thing to decide a stub that refuses. */
export function planHookFiles({ model, names }: ProjectContext): readonly PlannedFile[] {
  const schemes = model.securitySchemes.map((scheme): Stub => ({
    identifier: names.scheme(scheme.name),
    template: "authorize",
    description: `Decides the security scheme \`${scheme.name}\` for one request: answer who calls, or why not.`,
  }));
  const policy: Stub = {
    identifier: POLICY_HOOK,
    template: "policy",
    description: 'Decides the resource policy for one request: answer "allow", or why not.',
  };
  const policies = model.resourcePolicy ? [policy] : [];
  const stubs = [...policies, ...schemes, ...transformStubs(model, names)];
  const members = stubs.map(({ identifier: stub }) => imported(stub, modulePath(`./${stub}.js`)));
  return [
    templateFile("src/hooks/index.ts", "hooks", "hooks/index.ts", { members: object(members) }),
    ...stubs.map(({ identifier: stub, template, description }) =>
      templateFile(`src/hooks/${stub}.ts`, "hooks", `hooks/${template}.ts`, {
        doc: doc(description),
        name: name(stub),
        type: ts`Hooks[${lit(stub)}]`,
        message: lit(`${stub} is not written yet`),
      }),
    ),
  ];
}

/** A hook as it is first written. */
interface Stub {
  readonly identifier: Identifier;
  readonly template: string;
  readonly description: string;
}

function transformStubs(model: GatewayModel, names: ProjectNames): readonly Stub[] {
  return transformHooks(model).map((hook) => {
    const isOfRequests = hook.direction === "requests";
    return {
      identifier: names.transform(hook.name),
      template: isOfRequests ? "transform-request" : "transform-response",
      description: `Makes the JSON body that the ${isOfRequests ? "upstream" : "client"} gets.`,
    };
  });
}
