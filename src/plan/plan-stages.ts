import type { Code, Member } from "../code/code-kit.js";
import { call, doc, identifier, key, lit, name, object, ts } from "../code/code-kit.js";
import type { CustomDomain, Stage, StageMethod } from "../model/stage.js";
import { GeneratedModule } from "./generated-module.js";
import { planLogFormat } from "./plan-access-log.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The constants of the stages and of the custom domains, and their files. */
export const STAGES = { name: identifier("stages"), path: "stages.ts" };
export const DOMAINS = { name: identifier("domains"), path: "domains.ts" };

/** The files of the stages and of the domains; none where the document has none. */
export function planStages({ model, runtime }: ProjectContext): readonly PlannedFile[] {
  const { stages, domains } = model;
  if (stages === undefined) return [];
  const module = new GeneratedModule(STAGES.path, runtime, [STAGES.name]);
  const planned = stages.map((stage): Member => [key(stage.name), planStage(stage, module)]);
  const files = [
    generatedFile(STAGES.path, "constant.ts", {
      doc: doc("The stages: each is the same gateway with other variables and limits."),
      name: name(STAGES.name),
      definition: call(module.runtime("defineStages", "stage-definition"), [
        object(planned, { expanded: true }),
      ]),
    }),
  ];
  return domains === undefined ? files : [...files, planDomains(domains)];
}

function planStage(stage: Stage, module: GeneratedModule): Code {
  const { variables, throttle, cache, methods, canary, accessLog } = stage;
  const ofMethods = methods.map((each): Member => [key(each.route), planMethod(each)]);
  return object(
    [
      ...textMembers("variables", variables),
      ...settings({ throttle, cache }),
      ...(ofMethods.length > 0
        ? [[ts`methods`, object(ofMethods, { expanded: true })] as const]
        : []),
      ...(canary === undefined
        ? []
        : [
            [
              ts`canary`,
              object([
                [ts`percentTraffic`, lit(canary.percentTraffic)],
                ...textMembers("variables", canary.variables),
                ...(canary.useStageCache ? [[ts`useStageCache`, lit(true)] as const] : []),
                ...(canary.sticky ? [[ts`sticky`, lit(true)] as const] : []),
              ]),
            ] as const,
          ]),
      ...(accessLog === undefined
        ? []
        : [[ts`accessLog`, planLogFormat(accessLog, module)] as const]),
    ],
    { expanded: true },
  );
}

function planMethod({ throttle, cache }: StageMethod): Code {
  return object(settings({ throttle, cache }));
}

/** Values that the document has, member by member. */
function settings(values: Readonly<Record<string, object | undefined>>): readonly Member[] {
  return Object.entries(values).flatMap(([label, value]): readonly Member[] =>
    value === undefined ? [] : [[key(label), plainObject(value)]],
  );
}

/** An object of plain values. */
export function plainObject(value: object): Code {
  return object(Object.entries(value).map(([label, each]): Member => [key(label), lit(each)]));
}

function textMembers(label: string, texts: Readonly<Record<string, string>>): readonly Member[] {
  return Object.keys(texts).length === 0 ? [] : [[key(label), plainObject(texts)]];
}

function planDomains(domains: readonly CustomDomain[]): PlannedFile {
  const planned = domains.map(({ name: host, mappings }): Member => {
    const stages = mappings.map(({ basePath, stage }): Member => [key(basePath), lit(stage)]);
    return [key(host), object(stages)];
  });
  return generatedFile(DOMAINS.path, "constant.ts", {
    doc: doc("Custom domain names: the stage that each base path stands for."),
    name: name(DOMAINS.name),
    definition: object(planned, { expanded: true }),
  });
}
