import type { GatewayModel, GatewayPlace, Operation } from "../model/gateway-model.js";
import type { Stage, StageMethod, Throttle } from "../model/stage.js";
import type { ChangeClass, ChangeKind } from "./change.js";
import type { Field, FieldChange, Judge } from "./fields.js";
import { compareFields, risky, safe } from "./fields.js";
import { pairByKey } from "./pair-by-key.js";

/** Fewer in all, or of each caller, where it was of all: whoever called as often may be refused. */
const throttled: Judge = (older, newer) => {
  const [was, is] = [older, newer] as readonly (Throttle | undefined)[];
  if (is === undefined) return "safe";
  if (was === undefined) return "breaking";
  const isLower = is.rateLimit < was.rateLimit || is.burstLimit < was.burstLimit;
  return isLower || is.per !== was.per ? "breaking" : "safe";
};

/** What has limits, and keeps responses: a stage, a method of one, an operation. */
export const TRAFFIC: Readonly<Record<string, Field>> = {
  throttle: {
    says: "throttle",
    judge: throttled,
    show: (value) => {
      const { rateLimit, burstLimit, per } = value as Throttle;
      const whose = per === undefined ? "" : ` of each ${per}`;
      return `${rateLimit} a second, ${burstLimit} at once${whose}`;
    },
  },
  cache: { says: "how responses are kept", judge: risky, unset: "as usual" },
};

const KEPT: Readonly<Record<string, Field>> = {
  cacheKey: { says: "what tells kept responses apart", judge: risky, unset: "none are kept" },
};

const STAGE: Readonly<Record<string, Field>> = {
  variables: { says: "variables", judge: risky },
  ...TRAFFIC,
  canary: { says: "canary", judge: risky },
  accessLog: { says: "format of the access log", judge: safe },
};

type Found = (
  changeClass: ChangeClass,
  kind: ChangeKind,
  message: string,
  place: GatewayPlace,
) => void;

/** What differs of stages, of domains, and of the limit of the whole gateway. */
export function diffTraffic(older: GatewayModel, newer: GatewayModel, found: Found): void {
  const { throttle } = TRAFFIC;
  for (const each of compareFields(older, newer, { ...(throttle && { throttle }) })) {
    found(each.class, "limit", `all operations together, ${each.message}`, "throttle");
  }
  for (const each of pairByKey(older.stages ?? [], newer.stages ?? [], ({ name }) => name)) {
    const says = `stage ${each.key}`;
    if (each.old === undefined) found("safe", "stage", `${says} is new`, "stages");
    else if (each.new === undefined) found("breaking", "stage", `${says} is gone`, "stages");
    else {
      for (const change of stageChanges(each.old, each.new)) {
        found(change.class, kindOf(change), `${says}, ${change.message}`, "stages");
      }
    }
  }
  for (const each of pairByKey(older.domains ?? [], newer.domains ?? [], ({ name }) => name)) {
    const [was, is] = [each.old, each.new].map((domain) => ({
      mappings: domain?.mappings.map(({ basePath, stage }) => `${basePath}: ${stage}`),
    }));
    const table = { mappings: { says: `domain ${each.key}`, judge: risky } };
    for (const change of compareFields(was ?? {}, is ?? {}, table)) {
      found("risky", "stage", change.message, "domains");
    }
  }
}

/** What differs of the limits of one operation, and of how its responses are kept. */
export function operationTraffic(was: Operation, is: Operation): readonly FieldChange[] {
  return compareFields(was, is, { ...TRAFFIC, ...KEPT });
}

/** Whether it is about how often something may be called. */
export function kindOf({ field }: Pick<FieldChange, "field">): "limit" | "stage" {
  return field === "throttle" ? "limit" : "stage";
}

function stageChanges(was: Stage, is: Stage): readonly FieldChange[] {
  const methods = pairByKey(was.methods, is.methods, ({ route }) => route).flatMap((each) =>
    compareFields(each.old ?? {}, each.new ?? ({} as Partial<StageMethod>), TRAFFIC).map(
      (change) => ({ ...change, message: `${each.key}, ${change.message}` }),
    ),
  );
  return [...compareFields(was, is, STAGE), ...methods];
}
