import type { Health, Target, Targets } from "./target.js";
import { ejections } from "./target-metrics.js";

export interface PassiveHealthOptions {
  /** Calls that failed one after another. */
  readonly failures: number;
  /** For which the target is then not called. */
  readonly ejectionMs: number;
}

/** Takes out a target whose calls fail; when it is back, the first that fails takes it out again. */
export function passiveHealth({ failures, ejectionMs }: PassiveHealthOptions) {
  return (targets: Targets): Health => {
    const { upstream, logger } = targets;
    const count = ejections(targets);
    const failed = new Map<Target, number>();
    const ejectedUntil = new Map<Target, number>();
    const isFit = (target: Target) => performance.now() >= (ejectedUntil.get(target) ?? 0);
    return {
      isFit,
      ended(target, outcome) {
        if (outcome === "success") failed.delete(target);
        if (outcome !== "failure") return;
        const inARow = (failed.get(target) ?? 0) + 1;
        failed.set(target, inARow);
        // Those that were under way when it was taken out don't lengthen that.
        if (inARow < failures || !isFit(target)) return;
        ejectedUntil.set(target, performance.now() + ejectionMs);
        count(target);
        logger.warn({ upstream, target: target.name, ejectionMs }, "target ejected");
      },
    };
  };
}
