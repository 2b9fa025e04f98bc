import type { GatewayModel } from "../model/gateway-model.js";
import { routeOf } from "../model/route-of.js";
import type { SecurityScheme } from "../model/security.js";
import type { ChangeClass, ChangeKind } from "./change.js";
import type { ChangeList } from "./change-list.js";
import type { Field } from "./fields.js";
import { breaking, compareFields, risky, taken } from "./fields.js";
import { showValue } from "./show-value.js";
import { pairByKey } from "./pair-by-key.js";

const SCHEME: Readonly<Record<string, Field>> = {
  type: { says: "its type", judge: breaking },
  in: { says: "where the credential is", judge: breaking },
  parameter: { says: "the name of the credential", judge: breaking },
  httpScheme: { says: "the HTTP authentication scheme", judge: breaking },
};

const DECIDER: Readonly<Record<string, Field>> = {
  kind: { says: "what decides it", judge: risky },
};

/** What decides a scheme, whichever way that is: fields of the same name mean the same. */
const ENFORCEMENT: Readonly<Record<string, Field>> = {
  hook: { says: "the hook that decides it", judge: risky, unset: "called as the scheme" },
  source: { says: "where the credential is", judge: breaking },
  rules: { says: "by whose rules tokens are read", judge: risky },
  issuer: { says: "the issuer of tokens", judge: breaking, unset: "a setting" },
  audience: { says: "the audience of tokens", judge: taken("risky", { empty: "any" }) },
  jwksUri: { says: "where keys are", judge: risky, unset: "as the issuer says" },
  algorithms: { says: "algorithms of tokens", judge: taken("risky", { empty: "any" }) },
  clockSkewSeconds: { says: "seconds that clocks may differ", judge: risky },
  pools: { says: "user pools", judge: taken("risky", { empty: "none" }) },
  url: { says: "the server that is asked about tokens", judge: risky, unset: "a setting" },
  cacheMs: { says: "milliseconds for which an answer is kept", judge: risky },
  function: { says: "the function that decides", judge: risky },
  cacheSeconds: { says: "seconds for which a verdict is kept", judge: risky },
};

/** What a Lambda authorizer is told. */
const QUESTION: Readonly<Record<string, Field>> = {
  kind: { says: "what the authorizer is told", judge: risky },
  header: { says: "the header with the token", judge: breaking },
  pattern: {
    says: "what a token must match",
    judge: (_, is) => (is === undefined ? "risky" : "breaking"),
  },
  identity: {
    says: "what a caller must show (identity sources)",
    judge: (was, is) => (keeps(was, is) ? "risky" : "breaking"),
    show: (sources) => (sources as readonly unknown[]).map(showValue).join(", ") || "nothing",
  },
  simpleResponses: { says: "whether the authorizer answers without a policy", judge: risky },
};

/** Whether every new identity source was asked for before. */
function keeps(was: unknown, is: unknown): boolean {
  return taken("risky", { empty: "none" })(is, was) === "risky";
}

/** What decides the security schemes that both documents use. */
export function diffSchemes(older: GatewayModel, newer: GatewayModel, list: ChangeList): void {
  const pairs = pairByKey(older.securitySchemes, newer.securitySchemes, ({ name }) => name);
  for (const { key, old: was, new: is } of pairs) {
    if (was === undefined || is === undefined) continue;
    const operations = newer.operations
      .filter(({ security }) => security.flat().some(({ scheme }) => scheme === key))
      .map(routeOf);
    for (const { field, class: changeClass, message } of differences(was, is)) {
      list.add({
        class: changeClass,
        kind: kindOf(changeClass, field),
        message: `security scheme ${key}: ${message}`,
        operations,
        place: { old: was.at, new: is.at },
      });
    }
  }
}

function differences(was: SecurityScheme, is: SecurityScheme) {
  const [before, after] = [was.enforcement, is.enforcement];
  const ofScheme = compareFields(was, is, SCHEME);
  // Fields of another kind say nothing more.
  if (before.kind !== after.kind) return [...ofScheme, ...compareFields(before, after, DECIDER)];
  const questions = [before, after].map((each) => ("asks" in each ? each.asks : {}));
  return [
    ...ofScheme,
    ...compareFields(before, after, ENFORCEMENT),
    ...compareFields(questions[0] ?? {}, questions[1] ?? {}, QUESTION),
  ];
}

function kindOf(changeClass: ChangeClass, field: string): ChangeKind {
  const lets = ["audience", "algorithms", "pools", "identity", "pattern"];
  return changeClass === "risky" && lets.includes(field) ? "auth-weakened" : "auth-changed";
}
