import { array, doc, identifier, key, lit, name, object, ts } from "../code/code-kit.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The constant of the usage plans, and its file. */
export const USAGE_PLANS = { name: identifier("usagePlans"), path: "usage-plans.ts" };

/** The file of the usage plans; none where no scheme goes by them. */
export function planUsagePlans({ model }: ProjectContext): readonly PlannedFile[] {
  const { usagePlans, securitySchemes } = model;
  const isUsed = securitySchemes.some(({ enforcement }) => enforcement.kind === "api-key");
  if (usagePlans === undefined || !isUsed) return [];
  const plans = usagePlans.map(({ id, stages }) => {
    return [key(id), object([[ts`stages`, array(stages.map((each) => lit(each)))]])] as const;
  });
  return [
    generatedFile(USAGE_PLANS.path, "constant.ts", {
      doc: doc("The usage plans of API keys: the stages that keys of each open."),
      name: name(USAGE_PLANS.name),
      definition: object(plans, { expanded: plans.length > 0 }),
    }),
  ];
}
