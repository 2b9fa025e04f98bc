import type { GatewayModel } from "../model/gateway-model.js";
import type { GatewayResponseType } from "../model/gateway-response.js";

/** The status of a refusal, which the document may change for its type, or for all of a client's. */
export function refusalStatus(
  { gatewayResponses }: GatewayModel,
  type: GatewayResponseType,
  usual: number,
): number {
  const of = (wanted: GatewayResponseType) => gatewayResponses.find((each) => each.type === wanted);
  return (of(type) ?? of("DEFAULT_4XX"))?.status ?? usual;
}
