import { cookieValues } from "./cookie-values.js";
import type { Exchange } from "./exchange.js";
import type { Problem } from "./gateway-error.js";
import { GatewayError } from "./gateway-error.js";
import type { ParameterRule } from "./parameter-rule.js";
import { decodeForm, encodedQuery } from "./query.js";
import { decode } from "./request-target.js";
import { asSent, type SentField, sentText } from "./sent-field.js";

/** The declared parameters of an operation, by place and name. */
export interface ParameterRules {
  readonly path?: Readonly<Record<string, ParameterRule>>;
  readonly query?: Readonly<Record<string, ParameterRule>>;
  /** Those of a query whose members and items are sent by their own names. */
  readonly deepQuery?: Readonly<Record<string, ParameterRule>>;
  readonly header?: Readonly<Record<string, ParameterRule>>;
  readonly cookie?: Readonly<Record<string, ParameterRule>>;
}

/** Checks every declared parameter, and reports all that is wrong at once, or the first. */
export function checkParameters(rules: ParameterRules): (request: Exchange) => void {
  const places = PLACES.flatMap((place) => {
    const checks = Object.entries(rules[place] ?? {});
    const shown = place === "deepQuery" ? "query" : place;
    return checks.length === 0 ? [] : [{ place: shown, checks, sentBy: SENT[place] } as const];
  });
  return (request) => {
    const problems: Problem[] = [];
    const values = request.route.integration.keepParameters?.();
    for (const { place, checks, sentBy } of places) {
      const sent = sentBy(request);
      for (const [name, rule] of checks) {
        const take = values && ((value: unknown) => (values[KEPT[place]][name] = value));
        const found = rule(sent(name), take) ?? [];
        const within =
          typeof found === "string" ? [{ at: "", keyword: undefined, message: found }] : found;
        for (const { at, keyword, message } of within) {
          problems.push({ in: place, at: name + at, ...(keyword && { keyword }), message });
        }
        if (problems.length > 0 && request.route.errors === "first") refuse(problems.slice(0, 1));
      }
    }
    if (problems.length > 0) refuse(problems);
    request.parameters = values;
  };
}

/** What the places are called among the values that are kept. */
const KEPT = { path: "path", query: "query", header: "headers", cookie: "cookies" } as const;

const PLACES = ["path", "query", "deepQuery", "header", "cookie"] as const;

function refuse(problems: readonly Problem[]): never {
  throw new GatewayError("invalid-parameters", { problems });
}

/** What was sent of a parameter of a place. */
const SENT: Readonly<Record<keyof ParameterRules, (request: Exchange) => Sent>> = {
  path: (request) => (name) => only(request.rawPath(name), decode),
  query(request) {
    const query = encodedQuery(request.target.query);
    return (name) => query.get(name)?.map((each) => sentText(each, decodeForm));
  },
  deepQuery(request) {
    const query = encodedQuery(request.target.query);
    return (name) => {
      const sent = [...query].flatMap(([key, values]) => {
        // Readers take `[name]` for it too; as a suffix it is refused.
        if (key !== name && !key.startsWith(`${name}[`) && !key.startsWith(`[${name}]`)) return [];
        const suffix = key.slice(name.length);
        return values.map((each) => ({ ...sentText(each, decodeForm), suffix }));
      });
      return sent.length === 0 ? undefined : sent;
    };
  },
  header: (request) => (name) => only(request.headerAll(name), withoutSpace),
  cookie: (request) => (name) => {
    const values = cookieValues(request, name);
    return values.length === 0 ? undefined : values.map((each) => sentText(each, asSent));
  },
};

type Sent = (name: string) => readonly SentField[] | undefined;

function only(value: string | undefined, decoded: SentField["decode"]) {
  return value === undefined ? undefined : [sentText(value, decoded)];
}

/** Around the commas of a list in a header there may be space (RFC 9110, section 5.6.1). */
function withoutSpace(text: string): string {
  return /^[\t ]*(.*[^\t ])?/.exec(text)?.[1] ?? "";
}
