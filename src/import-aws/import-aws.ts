import type { SpecFile } from "../load/spec-file.js";
import { type AwsOutput, type OutputKind, recognizeOutput } from "./aws-output.js";
import { type AwsValue, membersOf, sortedRecord, textOf } from "./aws-value.js";
import { type ChosenApi, FoundApis } from "./choose-api.js";
import { tellMissing } from "./missing-outputs.js";
import { readApi } from "./read-api.js";
import { type ImportedApiKey, readApiKeys } from "./read-api-keys.js";
import { readDomain, readMapping } from "./read-domain.js";
import { readGatewayResponse } from "./read-gateway-response.js";
import { type ImportedStage, readHttpStage, readStage } from "./read-stage.js";
import { HOST, ID, readName, STAGE } from "./read-name.js";
import { readUsagePlan, type UsagePlan } from "./read-usage-plan.js";
import type { Telling } from "./rules.js";

/** What an API had at Amazon besides its document. */
export interface ImportedApi {
  /** An OpenAPI Overlay. */
  readonly overlay: object;
  readonly apiKeys: readonly ImportedApiKey[];
}

export interface ImportOptions {
  /** The id of the API, where the files have several. */
  readonly api?: string | undefined;
  /** Whether API keys are to be written. */
  readonly withApiKeys: boolean;
}

/**
 * Makes the overlay of an API from what the AWS CLI printed of it. Problems are reported as errors, and
 * what became of each value in the report; undefined where no API is chosen.
 */
export function importAws(
  files: readonly SpecFile[],
  options: ImportOptions,
  telling: Telling,
): ImportedApi | undefined {
  const outputs = files.flatMap((file) => recognizeOutput(file, telling) ?? []);
  if (telling.reporter.hasErrors) return undefined;
  const apis = new FoundApis(outputs, telling);
  const api = apis.choose(options.api, telling);
  return api && new Import(outputs, apis, api, telling).run(options);
}

class Import {
  readonly #outputs: readonly AwsOutput[];
  readonly #apis: FoundApis;
  readonly #api: ChosenApi;
  readonly #telling: Telling;
  #title = "";

  constructor(outputs: readonly AwsOutput[], apis: FoundApis, api: ChosenApi, telling: Telling) {
    this.#outputs = outputs;
    this.#apis = apis;
    this.#api = api;
    this.#telling = telling;
  }

  run({ withApiKeys }: ImportOptions): ImportedApi {
    this.#documents();
    this.#describe();
    const stages = this.#stages();
    const plans = this.#usagePlans();
    const apiKeys = this.#apiKeys(plans, withApiKeys);
    const domains = this.#domains();
    const responses = this.#gatewayResponses();
    tellMissing(
      {
        api: this.#api,
        outputs: this.#outputs,
        stages: [...stages.keys()],
        plans,
        planKeys: [...this.#planKeys(plans).keys()],
        mappedStages: [...domains.values()].flatMap((paths) => Object.values(paths)),
      },
      this.#telling,
    );
    const gateway = {
      ...(stages.size > 0 && { stages: sortedRecord(stages) }),
      ...(domains.size > 0 && { domains: sortedRecord(domains) }),
      ...(plans.size > 0 && { usagePlans: sortedRecord(plans) }),
    };
    const update = {
      "x-gateway": gateway,
      ...(responses.size > 0 && {
        "x-amazon-apigateway-gateway-responses": sortedRecord(responses),
      }),
    };
    const title = `${this.#title || this.#api.id}: what it had at Amazon besides its document`;
    const info = { title, version: "1.0.0" };
    return { overlay: { overlay: "1.0.0", info, actions: [{ target: "$", update }] }, apiKeys };
  }

  #of(kind: OutputKind): readonly AwsOutput[] {
    return this.#outputs.filter((output) => output.kind === kind);
  }

  /** Output that does not say which API it is of, and is of this one. */
  #own(kind: OutputKind): readonly AwsOutput[] {
    return this.#of(kind).filter((output) => this.#apis.isOf(this.#api, output, this.#telling));
  }

  #documents(): void {
    for (const { root } of this.#of("document")) {
      this.#telling.report.exactly(root.at, "a document: `gatewright generate` reads it");
    }
    for (const { root } of this.#of("empty")) {
      this.#telling.report.exactly(root.at, "there is nothing in it");
    }
  }

  #describe(): void {
    for (const { items, family } of this.#of("api")) {
      for (const item of items) {
        const members = membersOf(item, this.#telling.reporter);
        const [id, name] = ["id", "name"].map((key) =>
          members.get(family === "rest" ? key : `${key === "id" ? "ApiId" : "Name"}`),
        );
        if (id?.value !== this.#api.id) {
          this.#telling.report.not(item.at, "it is another API", "import it by itself, with --api");
          continue;
        }
        this.#title = (name && textOf(name, this.#telling.reporter)) ?? "";
        readApi(item, family, this.#telling);
      }
    }
  }

  #stages(): ReadonlyMap<string, ImportedStage> {
    const stages = new Map<string, ImportedStage>();
    const outputs = this.#own("stage");
    const areOfOneDocument = haveOneDeployment(outputs.flatMap(({ items }) => items));
    for (const { items, family } of outputs) {
      for (const item of items) {
        const key = family === "rest" ? "stageName" : "StageName";
        const name = readName(item, key, STAGE, this.#telling);
        if (name === undefined) continue;
        this.#checkNew(stages, name, item, `the stage ${name}`);
        const read = family === "rest" ? readStage : readHttpStage;
        stages.set(name, read(item, name, areOfOneDocument, this.#telling));
      }
    }
    return stages;
  }

  #usagePlans(): ReadonlyMap<string, UsagePlan> {
    const plans = new Map<string, UsagePlan>();
    for (const item of this.#of("usage-plan").flatMap(({ items }) => items)) {
      const id = readName(item, "id", ID, this.#telling);
      if (id === undefined) continue;
      this.#checkNew(plans, id, item, `the usage plan ${id}`);
      const plan = readUsagePlan(item, id, this.#api, this.#telling);
      if (plan !== undefined) plans.set(id, plan);
    }
    return plans;
  }

  /** Lists of keys by the plan that their file is named for. */
  #planKeys(plans: ReadonlyMap<string, UsagePlan>): ReadonlyMap<string, readonly AwsValue[]> {
    const empty = this.#of("empty").filter(({ stem }) => plans.has(stem));
    const lists = [...this.#of("usage-plan-key"), ...empty];
    return new Map(
      lists.filter(({ stem }) => plans.has(stem)).map(({ stem, items }) => [stem, items]),
    );
  }

  #apiKeys(plans: ReadonlyMap<string, UsagePlan>, isAsked: boolean): readonly ImportedApiKey[] {
    const ids = this.#of("usage-plan").flatMap(({ items }) =>
      items.flatMap(({ value }) => (value as { readonly id?: unknown }).id ?? []),
    );
    for (const { stem, root } of this.#of("usage-plan-key")) {
      if (ids.includes(stem)) {
        if (!plans.has(stem)) {
          this.#telling.report.not(root.at, "the plan has no stage of this API", undefined);
        }
        continue;
      }
      const what = "the id of its usage plan";
      this.#telling.reporter.report("unnamed-aws-output", root.at, {
        what,
        example: "a1b2c3.json",
      });
    }
    const ofPlans = this.#planKeys(plans);
    const written = {
      keys: this.#of("api-key").flatMap(({ items }) => items),
      ofPlans,
      areAllPlansKnown: ofPlans.size === plans.size,
    };
    return readApiKeys(written, isAsked, this.#telling);
  }

  #domains(): ReadonlyMap<string, Readonly<Record<string, string>>> {
    for (const { items, family } of this.#of("domain")) {
      for (const item of items) {
        const host = readName(
          item,
          family === "rest" ? "domainName" : "DomainName",
          HOST,
          this.#telling,
        );
        if (host === undefined) continue;
        readDomain(item, family, this.#telling);
      }
    }
    const domains = new Map<string, Map<string, string>>();
    for (const { stem, root, items, family } of this.#of("mapping")) {
      if (!HOST.pattern.test(stem) || !stem.includes(".")) {
        const example = "api.example.com.json";
        const what = "the host of its domain";
        this.#telling.reporter.report("unnamed-aws-output", root.at, { what, example });
        continue;
      }
      const paths = domains.get(stem) ?? new Map<string, string>();
      for (const item of items) {
        const mapping = readMapping(item, family, stem, this.#api, this.#telling);
        if (mapping === undefined) continue;
        const { basePath, stage } = mapping;
        // The commands of both families list the mappings of a domain.
        const isOther = paths.has(basePath) && paths.get(basePath) !== stage;
        if (isOther) this.#checkNew(paths, basePath, item, `the base path ${basePath} of ${stem}`);
        paths.set(basePath, stage);
      }
      if (paths.size > 0) domains.set(stem, paths);
    }
    return new Map(Array.from(domains, ([host, paths]) => [host, sortedRecord(paths)]));
  }

  #gatewayResponses(): ReadonlyMap<string, object> {
    const responses = new Map<string, object>();
    for (const item of this.#own("gateway-response").flatMap(({ items }) => items)) {
      const type = readName(item, "responseType", ID, this.#telling);
      if (type === undefined) continue;
      this.#checkNew(responses, type, item, `the gateway response ${type}`);
      const response = readGatewayResponse(item, type, this.#telling);
      if (response !== undefined) responses.set(type, response);
    }
    return responses;
  }

  #checkNew(
    seen: ReadonlyMap<string, unknown>,
    name: string,
    { at }: AwsValue,
    what: string,
  ): void {
    if (seen.has(name)) this.#telling.reporter.report("repeated-in-aws-output", at, { what });
  }
}

/** Whether all stages answer by the same document. */
function haveOneDeployment(stages: readonly AwsValue[]): boolean {
  const deployments = stages.map(({ value }) => {
    const { deploymentId, DeploymentId } = value as Readonly<Record<string, unknown>>;
    return deploymentId ?? DeploymentId;
  });
  return new Set(deployments).size <= 1;
}
