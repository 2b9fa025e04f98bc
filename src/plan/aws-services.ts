import type { GatewayModel } from "../model/gateway-model.js";

/** The services of AWS that a gateway calls, as their endpoints are called, sorted. */
export function awsServices({
  functions,
  operations,
}: Pick<GatewayModel, "functions" | "operations">): readonly string[] {
  const isRemote = functions.some(({ handler }) => handler?.orRemote !== false);
  const services = operations.flatMap(({ integration }) =>
    "service" in integration ? [integration.service] : [],
  );
  return [...new Set([...(isRemote ? ["lambda"] : []), ...services])].toSorted();
}
