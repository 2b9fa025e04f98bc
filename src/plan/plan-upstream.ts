import { call, doc, lit, name } from "../code/code-kit.js";
import { showConfigured } from "../model/configured-text.js";
import type { Upstream } from "../model/gateway-model.js";
import { generatedFile } from "./template-file.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";

/** The file of one upstream: what routes refer to it by. */
export function planUpstream(upstream: Upstream, project: ProjectContext): PlannedFile {
  const { id, baseUrl, description = "" } = upstream;
  const identifier = project.names.upstream(id);
  const variable = project.names.upstreamVariable(id);
  const module = new GeneratedModule(`integrations/${identifier}.ts`, project.runtime);
  const where =
    baseUrl === undefined
      ? `The upstream at the setting \`${variable}\`.`
      : `${showConfigured(baseUrl)}, unless the setting \`${variable}\` says otherwise.`;
  return generatedFile(module.path, "constant.ts", {
    doc: doc(description === "" ? where : `${description}\n\n${where}`),
    name: name(identifier),
    definition: call(module.runtime("defineUpstream", "upstream"), [lit(identifier)]),
  });
}
