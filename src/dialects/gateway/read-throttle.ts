import type { Cursor } from "../../load/cursor.js";
import type { Throttle } from "../../model/stage.js";

/** Reads a limit; undefined where none is said, or not all of it. */
export function readThrottle(written: Cursor | undefined): Throttle | undefined {
  const [rateLimit, burstLimit] = [numberIn(written, "rateLimit"), numberIn(written, "burstLimit")];
  if (rateLimit === undefined || burstLimit === undefined) return undefined;
  const per = written?.get("per")?.value;
  return {
    rateLimit,
    burstLimit,
    ...((per === "address" || per === "principal") && { per }),
  };
}

/** A number that is wrong was reported with the fields of the object. */
export function numberIn(written: Cursor | undefined, name: string): number | undefined {
  const value = written?.get(name)?.value;
  return typeof value === "number" && value >= 0 ? value : undefined;
}
