import type { Cursor } from "../../load/cursor.js";
import { QUOTA_PERIODS, type Quota, type UsagePlan } from "../../model/usage-plan.js";
import { readMethods } from "./read-stages.js";
import { numberIn, readThrottle } from "./read-throttle.js";

/** Reads `x-gateway.usagePlans`; undefined where a document has none. */
export function readUsagePlans(written: Cursor | undefined): readonly UsagePlan[] | undefined {
  if (written?.isObject !== true) return undefined;
  return written.entries().map(([id, plan]) => {
    const throttle = readThrottle(plan.get("throttle"));
    const quota = readQuota(plan.get("quota"));
    return {
      id,
      stages: plan.itemsAt("stages").flatMap((stage) => stage.scalar ?? []),
      ...(throttle && { throttle }),
      ...(quota && { quota }),
      methods: plan
        .entriesAt("methods")
        .map(([stage, methods]) => ({ stage, methods: readMethods(methods) })),
      at: plan.keyAt,
    };
  });
}

function readQuota(written: Cursor | undefined): Quota | undefined {
  const limit = numberIn(written, "limit");
  const period = QUOTA_PERIODS.find((each) => each === written?.get("period")?.value);
  if (limit === undefined || period === undefined) return undefined;
  return { limit, period, offset: numberIn(written, "offset") ?? 0 };
}
