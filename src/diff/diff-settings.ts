import type { Location } from "../diagnostics/diagnostic.js";
import type { GatewayModel, Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import { filesOf } from "../model/upstream-options.js";
import type { ChangeList } from "./change-list.js";
import { pairByKey } from "./pair-by-key.js";

/** Something that whoever runs the gateway must say, or need no longer. */
interface Needed {
  readonly words: string;
  /** The kind and name of a value that operations are made of. */
  readonly of?: readonly [kind: string, name: string];
  readonly at?: Location;
}

/** What operators must set before the new gateway starts, or acts as it did, and what they need not. */
export function diffSettings(older: GatewayModel, newer: GatewayModel, list: ChangeList): void {
  const pairs = pairByKey(neededBy(older), neededBy(newer), ({ words }) => words);
  for (const { key, old: was, new: is } of pairs) {
    if (was !== undefined && is !== undefined) continue;
    const operations = operationsWith(is ?? was, is === undefined ? older : newer);
    const at = is?.at ?? was?.at ?? operations[0]?.places.integration ?? operations[0]?.at;
    list.add({
      class: is === undefined ? "safe" : "risky",
      kind: "setting",
      message: is === undefined ? `no setting any more: ${key}` : `a new setting: ${key}`,
      operations: operations.map(routeOf),
      place: at === undefined ? {} : is === undefined ? { old: at } : { new: at },
    });
  }
}

function neededBy(model: GatewayModel): readonly Needed[] {
  const { stageVariables, variables, upstreams, functions, securitySchemes } = model;
  return [
    ...stageVariables.map((name): Needed => ({
      words: `stage variable ${name}`,
      of: ["stageVariable", name],
    })),
    ...variables.map((name): Needed => ({ words: `\${${name}}`, of: ["variable", name] })),
    ...upstreams.flatMap((upstream): readonly Needed[] => {
      const { baseUrl, name, id, at } = upstream;
      const files = filesOf(upstream).map(([kind]) => `${kind} of upstream ${name ?? id}`);
      const where = baseUrl === undefined ? [`where upstream ${name ?? id} is`] : [];
      return [...where, ...files].map((words) => ({ words, ...(at && { at }) }));
    }),
    ...functions
      .filter(({ arn, handler }) => arn === undefined && handler === undefined)
      .map(({ name }): Needed => ({ words: `where function ${name} is` })),
    ...securitySchemes.flatMap(({ name, enforcement, at }): readonly Needed[] => {
      const words = CREDENTIALS[enforcement.kind];
      const asks =
        (enforcement.kind === "jwt" && enforcement.issuer === undefined) ||
        (enforcement.kind === "introspection" && enforcement.url === undefined);
      return [
        ...(words === undefined ? [] : [{ words, at }]),
        ...(asks ? [{ words: `who gives out tokens of ${name}`, at }] : []),
      ];
    }),
  ];
}

const CREDENTIALS: Readonly<Record<string, string>> = {
  "api-key": "the API keys that there are",
  basic: "the users that there are",
  iam: "the principals that may sign",
  "mutual-tls": "the authorities of client certificates",
};

function operationsWith(needed: Needed | undefined, model: GatewayModel): readonly Operation[] {
  if (needed?.of === undefined) return [];
  const [kind, name] = needed.of;
  return model.operations.filter((each) => mentions(each, kind, name));
}

function mentions(value: unknown, kind: string, name: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("kind" in value && value.kind === kind && "name" in value && value.name === name) return true;
  return Object.values(value).some((each) => mentions(each, kind, name));
}
