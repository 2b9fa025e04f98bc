import type { Code, Member } from "../code/code-kit.js";
import { array, call, doc, identifier, key, lit, name, object, ts } from "../code/code-kit.js";
import type { UsagePlan } from "../model/usage-plan.js";
import { GeneratedModule } from "./generated-module.js";
import { optional } from "./optional-member.js";
import { plainObject } from "./plan-stages.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The constant of the usage plans, and its file. */
export const USAGE_PLANS = { name: identifier("usagePlans"), path: "usage-plans.ts" };

/** The file of the usage plans; none where no scheme goes by them. */
export function planUsagePlans({ model, runtime }: ProjectContext): readonly PlannedFile[] {
  const { usagePlans, securitySchemes } = model;
  const isUsed = securitySchemes.some(({ enforcement }) => enforcement.kind === "api-key");
  if (usagePlans === undefined || !isUsed) return [];
  const plans = usagePlans.map((plan): Member => [key(plan.id), planUsagePlan(plan)]);
  const module = new GeneratedModule(USAGE_PLANS.path, runtime, [USAGE_PLANS.name]);
  return [
    generatedFile(USAGE_PLANS.path, "constant.ts", {
      doc: doc("The usage plans of API keys: the stages that keys of each open, and how often."),
      name: name(USAGE_PLANS.name),
      definition: call(module.runtime("defineUsagePlans", "usage-plan"), [
        object(plans, { expanded: plans.length > 0 }),
      ]),
    }),
  ];
}

function planUsagePlan({ stages, throttle, quota, methods }: UsagePlan): Code {
  const throttles = methods.map(({ stage, methods: ofStage }): Member => {
    const routes = ofStage.flatMap((each): readonly Member[] =>
      each.throttle === undefined ? [] : [[key(each.route), plainObject(each.throttle)]],
    );
    return [key(stage), object(routes)];
  });
  return object([
    [ts`stages`, array(stages.map((each) => lit(each)))],
    ...(throttle === undefined ? [] : [[ts`throttle`, plainObject(throttle)] as const]),
    ...(quota === undefined ? [] : [[ts`quota`, plainObject(quota)] as const]),
    ...optional(throttles.length > 0, ts`methods`, () => object(throttles, { expanded: true })),
  ]);
}
