import { type AwsValue, itemsOf, membersOf, numberOf, sortedRecord, textOf } from "./aws-value.js";
import type { ChosenApi } from "./choose-api.js";
import { readName, STAGE } from "./read-name.js";
import { applyRules, known, label, type Telling, without } from "./rules.js";
import { type Throttle, ThrottleReader } from "./throttle.js";

interface Quota {
  readonly limit: number;
  readonly period: string;
  readonly offset: number;
}

type ThrottledMethods = Readonly<Record<string, { readonly throttle: Throttle }>>;

/** A usage plan of `x-gateway`. */
export interface UsagePlan {
  readonly stages: readonly string[];
  readonly throttle?: Throttle;
  readonly quota?: Quota;
  readonly methods?: Readonly<Record<string, ThrottledMethods>>;
}

const PERIODS = ["DAY", "WEEK", "MONTH"];

/** Reads a usage plan as far as it concerns an API; undefined for one that has no stage of it. */
export function readUsagePlan(
  plan: AwsValue,
  id: string,
  api: ChosenApi,
  telling: Telling,
): UsagePlan | undefined {
  const { report, reporter } = telling;
  const to = `usagePlans.${id}`;
  const written = membersOf(plan, reporter).get("apiStages");
  const stages = stagesOf(written ? itemsOf(written, reporter) : [], api, telling);
  if (stages.length === 0) {
    report.not(plan.at, "it has no stage of this API", "import it with an API that it has");
    return undefined;
  }
  const methods = stages.flatMap(({ name, throttles }) => {
    const read = throttles && methodsOf(throttles, `${to}.methods.${name}`, telling);
    return read ? [[name, read] as const] : [];
  });
  let throttle: Throttle | undefined;
  let quota: Quota | undefined;
  applyRules(
    plan,
    {
      id: ({ at }) => report.exactly(at, to),
      name: label,
      description: label,
      apiStages: known,
      throttle: (member) => {
        throttle = throttleOf(member, `${to}.throttle`, telling);
      },
      quota: (member) => {
        quota = quotaOf(member, `${to}.quota`, telling);
      },
      productCode: without("nothing is sold at Amazon's marketplace", "bill for it otherwise"),
      tags: label,
    },
    telling,
  );
  return {
    stages: stages.map(({ name }) => name).toSorted(),
    ...(throttle && { throttle }),
    ...(quota && { quota }),
    ...(methods.length > 0 && { methods: sortedRecord(methods) }),
  };
}

function stagesOf(stages: readonly AwsValue[], api: ChosenApi, telling: Telling) {
  const { report, reporter } = telling;
  return stages.flatMap((item) => {
    const members = membersOf(item, reporter);
    const apiId = members.get("apiId");
    if (apiId?.value !== api.id) {
      report.not(item.at, "it is a stage of another API", "import it with that API");
      return [];
    }
    const name = readName(item, "stage", STAGE, telling);
    applyRules(item, { apiId: known, stage: known, throttle: known }, telling);
    if (name === undefined) return [];
    report.exactly(item.at, `the stage ${name} of the plan`);
    return [{ name, throttles: members.get("throttle") }];
  });
}

function methodsOf(throttles: AwsValue, to: string, telling: Telling) {
  const methods = Array.from(membersOf(throttles, telling.reporter), ([key, member]) => {
    const name = methodName(key);
    if (name === undefined) {
      telling.report.not(
        member.at,
        "it names no method",
        "write it in the overlay for each method",
      );
      return [];
    }
    const throttle = throttleOf(member, `${to} ${name}`, telling);
    return throttle ? [[name, { throttle }] as const] : [];
  }).flat();
  return methods.length === 0 ? undefined : sortedRecord(methods);
}

/** `/pets/{petId}/GET` → `GET /pets/{petId}` */
function methodName(key: string): string | undefined {
  const [, path = "", method] = /^(\/.*?)?\/([A-Z]+)$/s.exec(key) ?? [];
  return method === undefined ? undefined : `${method} ${path === "" ? "/" : path}`;
}

function throttleOf(member: AwsValue, to: string, telling: Telling): Throttle | undefined {
  const limits = new ThrottleReader(telling);
  applyRules(member, limits.rules("rateLimit", "burstLimit"), telling);
  return limits.throttle(to);
}

function quotaOf(member: AwsValue, to: string, telling: Telling): Quota | undefined {
  const { report, reporter } = telling;
  applyRules(member, { limit: known, offset: known, period: known }, telling);
  const members = membersOf(member, reporter);
  const [limit, period, offset] = [
    members.get("limit"),
    members.get("period"),
    members.get("offset"),
  ];
  if (limit === undefined || period === undefined) {
    const form = "an object with a limit and a period";
    reporter.report("invalid-aws-value", member.at, { key: "quota", form });
    return undefined;
  }
  const [most, each] = [numberOf(limit, reporter), textOf(period, reporter)];
  if (each !== undefined && !PERIODS.includes(each)) {
    const form = `one of ${PERIODS.join(", ")}`;
    reporter.report("invalid-aws-value", period.at, { key: "period", form });
  }
  if (most === undefined || each === undefined) return undefined;
  report.exactly(member.at, to);
  const less = offset && numberOf(offset, reporter);
  return { limit: most, period: each, offset: less ?? 0 };
}
