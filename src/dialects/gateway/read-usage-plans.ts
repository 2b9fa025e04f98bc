import type { Cursor } from "../../load/cursor.js";
import type { UsagePlan } from "../../model/usage-plan.js";

/** Reads `x-gateway.usagePlans`; undefined where a document has none. */
export function readUsagePlans(written: Cursor | undefined): readonly UsagePlan[] | undefined {
  if (written?.isObject !== true) return undefined;
  return written.entries().map(([id, plan]) => ({
    id,
    stages: plan.itemsAt("stages").flatMap((stage) => stage.scalar ?? []),
  }));
}
