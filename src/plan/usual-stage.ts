import type { GatewayModel } from "../model/gateway-model.js";

/** The stage that a gateway is unless told otherwise. */
export function usualStage({ family, stages }: Pick<GatewayModel, "family" | "stages">): string {
  const usual = family === "http" ? "$default" : "prod";
  const [first] = stages ?? [];
  const has = stages?.some(({ name }) => name === usual) ?? true;
  return has ? usual : (first?.name ?? usual);
}
