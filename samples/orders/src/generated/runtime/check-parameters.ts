import { cookieValue } from "./cookie-value.js";
import type { Exchange } from "./exchange.js";
import type { Problem } from "./gateway-error.js";
import { GatewayError } from "./gateway-error.js";
import type { ParameterRule } from "./parameter-rule.js";

/** The declared parameters of an operation, by place and name. */
export interface ParameterRules {
  readonly path?: Readonly<Record<string, ParameterRule>>;
  readonly query?: Readonly<Record<string, ParameterRule>>;
  readonly header?: Readonly<Record<string, ParameterRule>>;
  readonly cookie?: Readonly<Record<string, ParameterRule>>;
}

/** Checks every declared parameter, and reports all that is wrong at once, or the first. */
export function checkParameters(rules: ParameterRules): (request: Exchange) => void {
  const checks = [
    ...checksOf("path", rules.path, (request, name) => listOf(request.path(name))),
    ...checksOf("query", rules.query, (request, name) => request.queryAll(name)),
    ...checksOf("header", rules.header, (request, name) => listOf(request.headerAll(name))),
    ...checksOf("cookie", rules.cookie, (request, name) => listOf(cookieValue(request, name))),
  ];
  return (request) => {
    const problems: Problem[] = [];
    for (const { place, name, rule, read } of checks) {
      const found = rule(read(request, name)) ?? [];
      const within =
        typeof found === "string" ? [{ at: "", keyword: undefined, message: found }] : found;
      for (const { at, keyword, message } of within) {
        problems.push({ in: place, at: name + at, ...(keyword && { keyword }), message });
      }
      if (problems.length > 0 && request.route.errors === "first") break;
    }
    if (problems.length === 0) return;
    const told = request.route.errors === "first" ? problems.slice(0, 1) : problems;
    throw new GatewayError("invalid-parameters", { problems: told });
  };
}

type Read = (request: Exchange, name: string) => readonly string[] | undefined;

function checksOf(
  place: string,
  rules: Readonly<Record<string, ParameterRule>> | undefined,
  read: Read,
) {
  return Object.entries(rules ?? {}).map(([name, rule]) => ({ place, name, rule, read }));
}

function listOf(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}
