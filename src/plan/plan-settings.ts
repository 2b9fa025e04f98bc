import { call, doc, key, lit, name, ts } from "../code/code-kit.js";
import { generatedFile } from "./template-file.js";
import { GeneratedModule } from "./generated-module.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";

/** Typed settings, read from the environment. */
export function planSettings({ model, names, runtime }: ProjectContext): PlannedFile {
  const module = new GeneratedModule("settings.ts", runtime);
  const upstreams = model.upstreams.map(({ id, baseUrl }) => ({
    name: name(names.upstream(id)),
    read: call(ts`read.baseUrl`, [
      lit(names.upstreamVariable(id)),
      ...(baseUrl === undefined ? [] : [lit(baseUrl)]),
    ]),
  }));
  const stageVariables = model.stageVariables.map((variable) => ({
    doc: doc(`The stage variable \`${variable}\`; empty unless it is set.`),
    name: key(variable),
    read: call(ts`read.text`, [lit(names.stageVariableVariable(variable)), lit("")]),
  }));
  return generatedFile(module.path, "settings.ts", {
    Environment: module.runtime("Environment", "environment"),
    ServerSettings: module.runtimeType("ServerSettings", "server-settings"),
    readServerSettings: module.runtime("readServerSettings", "server-settings"),
    upstreams,
    hasUpstreams: upstreams.length > 0,
    stageVariables,
  });
}
