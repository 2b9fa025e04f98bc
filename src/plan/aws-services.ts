import type { ProjectContext } from "./project-context.js";

/** The services of AWS that a gateway calls, as their endpoints are called, sorted. */
export function awsServices({
  model,
  operations,
}: Pick<ProjectContext, "model" | "operations">): readonly string[] {
  const isRemote = model.functions.some(({ handler }) => handler?.orRemote !== false);
  const services = operations.outlines.flatMap(({ integration }) =>
    "service" in integration ? [integration.service] : [],
  );
  return [...new Set([...(isRemote ? ["lambda"] : []), ...services])].toSorted();
}
