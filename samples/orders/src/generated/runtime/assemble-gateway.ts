import type { GatewayPlan } from "./deployment.js";
import { deploy } from "./deployment.js";
import { Gateway } from "./gateway.js";
import type { OpenStore } from "./gateway-tools.js";
import { openTools } from "./gateway-tools.js";
import type { ServerSettings } from "./server-settings.js";
import { belowStage, stageFolder } from "./stage-path.js";

/** Opens what a gateway needs (log, metrics, connections) and puts it together; listens nowhere. */
export function assembleGateway<Settings extends ServerSettings>(
  settings: Settings,
  plan: GatewayPlan,
  openStore?: OpenStore<Settings>,
): Gateway {
  const tools = openTools(settings, openStore);
  const deployment = deploy(settings, plan, tools);
  const front = stageFolder(settings.stage);
  return new Gateway(tools, [deployment], (_, path) => ({
    deployment,
    path: belowStage(path, settings),
    front,
  }));
}
