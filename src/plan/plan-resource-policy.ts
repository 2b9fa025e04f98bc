import type { Code } from "../code/code-kit.js";
import {
  array,
  arrow,
  binary,
  call,
  doc,
  identifier,
  key,
  lit,
  member,
  name,
  object,
  ts,
  typed,
} from "../code/code-kit.js";
import type { ConfiguredText } from "../model/configured-text.js";
import type { ConfiguredJson } from "../model/resource-policy.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The function that makes the document's policy, and its file. */
export const RESOURCE_POLICY = {
  name: identifier("createResourcePolicy"),
  path: "auth/createResourcePolicy.ts",
} as const;

/** The file of the document's policy, as IAM writes one. */
export function planResourcePolicy({ model, runtime }: ProjectContext): readonly PlannedFile[] {
  const policy = model.resourcePolicy;
  if (policy === undefined) return [];
  const module = new GeneratedModule(RESOURCE_POLICY.path, runtime, [RESOURCE_POLICY.name]);
  const made = call(module.runtime("resourcePolicy", "policy/resource-policy"), [
    json(policy.document),
    ts`settings`,
  ]);
  return [
    generatedFile(module.path, "constant.ts", {
      doc: doc("Who may call which methods of the API, besides what security schemes say."),
      name: name(RESOURCE_POLICY.name),
      definition: arrow([typed(ts`settings`, module.importType("Settings", "settings.ts"))], made, {
        returns: module.runtimeType("ResourcePolicy", "security"),
      }),
    }),
  ];
}

function json(value: ConfiguredJson): Code {
  switch (value.kind) {
    case "value":
      return lit(value.value);
    case "configured":
      return configuredText(value.text);
    case "list":
      return array(value.items.map(json));
    case "object": {
      const members = value.members.map(([label, each]) => [key(label), json(each)] as const);
      return object(members, { expanded: members.length > 1 });
    }
  }
}

function configuredText(text: ConfiguredText): Code {
  const pieces = text.map((part) => {
    if (part.kind === "text") return lit(part.text);
    const holder = part.kind === "variable" ? ts`settings.variables` : ts`settings.stageVariables`;
    return ts`${holder}${member(part.name)}`;
  });
  return pieces.length === 1 ? (pieces[0] ?? lit("")) : binary("+", pieces);
}
