import type { Location } from "../diagnostics/diagnostic.js";
import type { GatewayModel, Operation } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import { filesOf } from "../model/upstream-options.js";
import type { ChangeList } from "./change-list.js";
import { pairByKey } from "./pair-by-key.js";

/** Something that whoever runs the gateway must say, or need no longer. */
interface Needed {
  readonly words: string;
  readonly at: Location | undefined;
  /** Whether it is for this operation. */
  readonly isOf: (operation: Operation) => boolean;
}

/** What operators must set before the new gateway starts, or acts as it did, and what they need not. */
export function diffSettings(older: GatewayModel, newer: GatewayModel, list: ChangeList): void {
  const pairs = pairByKey(neededBy(older), neededBy(newer), ({ words }) => words);
  for (const { key, old: was, new: is } of pairs) {
    const only = is ?? was;
    if (only === undefined || (was !== undefined && is !== undefined)) continue;
    const { operations } = is === undefined ? older : newer;
    const users = operations.filter(only.isOf);
    const [first = operations[0]] = users;
    const at = only.at ?? first?.places.upstream ?? first?.places.integration ?? first?.at;
    list.add({
      class: is === undefined ? "safe" : "risky",
      kind: "setting",
      message: `operators ${is === undefined ? "need no longer" : "must now"} set ${key}`,
      operations: users.map(routeOf),
      place: at === undefined ? {} : is === undefined ? { old: at } : { new: at },
    });
  }
}

function neededBy(model: GatewayModel): readonly Needed[] {
  const { stageVariables, variables, upstreams, functions, securitySchemes } = model;
  return [
    ...stageVariables.map((name) => ({
      words: `stage variable ${name}`,
      ...mentionedIn(model, "stageVariable", name),
    })),
    ...variables.map((name) => ({
      words: `\${${name}}`,
      ...mentionedIn(model, "variable", name),
    })),
    ...upstreams.flatMap((upstream): readonly Needed[] => {
      const { baseUrl, name, id, at } = upstream;
      const files = filesOf(upstream).map(([kind]) => `${kind} of upstream ${name ?? id}`);
      const where = baseUrl === undefined ? [`where upstream ${name ?? id} is`] : [];
      const isOf = ({ integration }: Operation) =>
        "upstream" in integration && integration.upstream === id;
      return [...where, ...files].map((words) => ({ words, at, isOf }));
    }),
    ...functions
      .filter(({ arn, handler }) => arn === undefined && handler === undefined)
      .map(({ name, id }) => ({
        words: `where function ${name} is`,
        at: undefined,
        isOf: ({ integration }: Operation) =>
          "function" in integration && integration.function === id,
      })),
    ...securitySchemes.flatMap(({ name, enforcement, at }): readonly Needed[] => {
      const credentials = CREDENTIALS[enforcement.kind] ?? [];
      const asks =
        (enforcement.kind === "jwt" && enforcement.issuer === undefined) ||
        (enforcement.kind === "introspection" && enforcement.url === undefined);
      const isOf = ({ security }: Operation) =>
        security.flat().some(({ scheme }) => scheme === name);
      const words = asks ? [credentials, `who gives out tokens of ${name}`] : [credentials];
      return words.flat().map((each) => ({ words: each, at, isOf }));
    }),
  ];
}

const CREDENTIALS: Readonly<Record<string, string>> = {
  "api-key": "the API keys that there are",
  basic: "the users that there are",
  iam: "the principals that may sign",
  "mutual-tls": "the authorities of client certificates",
};

/** The operations that a value of the settings is in, or in what they call. */
function mentionedIn(
  { upstreams, functions, headerRules, cors, places }: GatewayModel,
  kind: string,
  name: string,
): Omit<Needed, "words"> {
  const isIn = (value: unknown): boolean => {
    if (typeof value !== "object" || value === null) return false;
    if ("kind" in value && value.kind === kind && "name" in value && value.name === name)
      return true;
    return Object.values(value).some(isIn);
  };
  // What no operation says is said for all of them.
  const at = isIn(headerRules) ? places.headerRules : isIn(cors) ? places.cors : undefined;
  const called = new Set([...upstreams, ...functions].filter(isIn).map(({ id }) => id));
  const isOf = (operation: Operation) => {
    const { integration } = operation;
    if ("upstream" in integration && called.has(integration.upstream)) return true;
    return ("function" in integration && called.has(integration.function)) || isIn(operation);
  };
  return { at, isOf };
}
