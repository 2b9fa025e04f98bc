import type { GatewayModel } from "../model/gateway-model.js";

/** The services of AWS that a gateway calls, as their endpoints are called, sorted. */
export function awsServices({ functions }: Pick<GatewayModel, "functions">): readonly string[] {
  const isRemote = functions.some(({ handler }) => handler?.orRemote !== false);
  return isRemote ? ["lambda"] : [];
}
