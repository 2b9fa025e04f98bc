import type { CustomDomains, ServedStage } from "./choose-stage.js";
import { chooseStage } from "./choose-stage.js";
import type { Deployment, GatewayPlan } from "./deployment.js";
import { deploy } from "./deployment.js";
import { Gateway } from "./gateway.js";
import type { OpenStore } from "./gateway-tools.js";
import { openTools } from "./gateway-tools.js";
import type { Staged } from "./read-stages.js";
import type { ServerSettings } from "./server-settings.js";
import type { StageDefinitions } from "./stage-definition.js";

/** What the document says of stages. */
export interface StagedPlan<Settings> {
  readonly stages: StageDefinitions;
  readonly domains?: CustomDomains;
  readonly openStore?: OpenStore<Settings>;
  /** What a stage with these settings is put together from. */
  readonly deploy: (settings: Settings) => GatewayPlan;
}

/** Opens what a gateway needs, and puts its stages together; listens nowhere. */
export function assembleStages<Settings extends ServerSettings>(
  settings: Staged<Settings>,
  plan: StagedPlan<Settings>,
): Gateway {
  const { stages, domains = {} } = plan;
  const [chosen] = settings.deployments;
  if (chosen === undefined) throw new TypeError("settings without a stage");
  const tools = openTools(chosen, plan.openStore);
  const deployments = settings.deployments.map((each) => {
    const deployment = deploy(each, plan.deploy(each), tools);
    const lines = stages[each.stage]?.accessLog?.(tools.logger);
    return lines === undefined
      ? deployment
      : { ...deployment, observers: [...deployment.observers, lines] };
  });
  const served = deployments
    .filter((each) => each.settings.isCanary !== true)
    .map((deployment): ServedStage => withCanary(deployment, deployments, stages));
  if (!isSome(deployments) || !isSome(served)) throw new TypeError("settings without a stage");
  const choice = { stages: served, prefix: settings.stagePrefix, domains };
  return new Gateway(tools, deployments, chooseStage(choice));
}

function withCanary(
  deployment: Deployment,
  deployments: readonly Deployment[],
  stages: StageDefinitions,
): ServedStage {
  const { stage: name } = deployment.settings;
  const rules = stages[name]?.canary;
  const canary = deployments.find(
    ({ settings }) => settings.stage === name && settings.isCanary === true,
  );
  if (rules === undefined || canary === undefined) return { name, deployment };
  return { name, deployment, canary: { deployment: canary, rules } };
}

function isSome<Item>(items: readonly Item[]): items is readonly [Item, ...Item[]] {
  return items.length > 0;
}
