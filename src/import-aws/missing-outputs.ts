import type { AwsOutput, OutputKind } from "./aws-output.js";
import type { ChosenApi } from "./choose-api.js";
import type { Telling } from "./rules.js";
import type { UsagePlan } from "./read-usage-plan.js";

/** What was read, by the names that it has. */
export interface Read {
  readonly api: ChosenApi;
  readonly outputs: readonly AwsOutput[];
  readonly stages: readonly string[];
  readonly plans: ReadonlyMap<string, UsagePlan>;
  /** Ids of plans whose keys are known. */
  readonly planKeys: readonly string[];
  /** Stages that domains lead to. */
  readonly mappedStages: readonly string[];
}

/** Says which commands would tell what the files do not. */
export function tellMissing(read: Read, telling: Telling): void {
  tellLists(read, telling);
  tellStages(read, telling);
  for (const plan of [...read.plans.keys()].toSorted()) {
    if (read.planKeys.includes(plan)) continue;
    const command = `aws apigateway get-usage-plan-keys --usage-plan-id ${plan} > usage-plan-keys/${plan}.json`;
    telling.report.misses(`the keys of the usage plan ${plan}`, command);
  }
  for (const [host, command] of hostsOf(read.outputs)) {
    const isKnown = read.outputs.some(
      ({ kind, stem }) => stem === host && (kind === "mapping" || kind === "empty"),
    );
    if (!isKnown) telling.report.misses(`what ${host} leads to`, command);
  }
}

/** Stages that something leads to, where some others are known. */
function tellStages({ api, stages, plans, mappedStages }: Read, { report }: Telling): void {
  const named = [...plans.values()].flatMap((plan) => plan.stages);
  const unknown = new Set([...named, ...mappedStages].filter((each) => !stages.includes(each)));
  if (stages.length === 0) return;
  for (const stage of [...unknown].toSorted()) {
    const command =
      api.family === "rest"
        ? `aws apigateway get-stage --rest-api-id ${api.id}`
        : `aws apigatewayv2 get-stage --api-id ${api.id}`;
    report.misses(
      `the stage ${stage}`,
      `${command} --stage-name '${stage}' > 'stage-${stage}.json'`,
    );
  }
}

/** Lists that no file has. What others do not know is asked for whether there is any of it or not. */
function tellLists({ api, outputs, stages }: Read, { report }: Telling): void {
  const has = (...kinds: readonly OutputKind[]) =>
    outputs.some(
      ({ kind, stem }) =>
        kinds.includes(kind) || (kind === "empty" && kinds.includes(kindOfStem(stem))),
    );
  const of = api.family === "rest" ? `apigateway` : `apigatewayv2`;
  const id = api.family === "rest" ? `--rest-api-id ${api.id}` : `--api-id ${api.id}`;
  if (stages.length === 0) report.misses("stages", `aws ${of} get-stages ${id} > stages.json`);
  if (!has("domain", "mapping")) {
    report.misses("domain names", `aws ${of} get-domain-names > domain-names.json`);
  }
  if (api.family === "http") return;
  if (!has("usage-plan")) {
    report.misses("usage plans", "aws apigateway get-usage-plans > usage-plans.json");
  }
  if (!has("api-key")) {
    report.misses("API keys", "aws apigateway get-api-keys --include-values > api-keys.json");
  }
  if (!has("gateway-response")) {
    const command = `aws apigateway get-gateway-responses ${id} > gateway-responses.json`;
    report.misses("gateway responses", command);
  }
}

/** What an empty list is of can be told by the name of its file alone. */
function kindOfStem(stem: string): OutputKind {
  return stem.replace(/s$/, "").replace("domain-name", "domain") as OutputKind;
}

/** Domains, and the commands that print where they lead. */
function hostsOf(outputs: readonly AwsOutput[]): ReadonlyMap<string, string> {
  const hosts = outputs
    .filter(({ kind }) => kind === "domain")
    .flatMap(({ items, family }) =>
      items.map(({ value }) => {
        const { domainName, DomainName } = value as Readonly<Record<string, unknown>>;
        const host = String(family === "rest" ? domainName : DomainName);
        const [of, folder] =
          family === "rest"
            ? ["apigateway get-base-path-mappings", "base-path-mappings"]
            : ["apigatewayv2 get-api-mappings", "api-mappings"];
        return [host, `aws ${of} --domain-name '${host}' > '${folder}/${host}.json'`] as const;
      }),
    );
  return new Map(hosts.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
