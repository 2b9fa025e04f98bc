import type { GatewayModel } from "../model/gateway-model.js";

/** The services of AWS that a gateway calls, as their endpoints are called, sorted. */
export function awsServices({ functions }: Pick<GatewayModel, "functions">): readonly string[] {
  return functions.length > 0 ? ["lambda"] : [];
}
