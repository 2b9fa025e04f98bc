import { quote } from "../../diagnostics/quote.js";
import type { Cursor } from "../../load/cursor.js";
import type { ConfiguredText, ConfiguredTextPart } from "../../model/configured-text.js";
import type { ApiFamily } from "../../model/gateway-model.js";
import type { HeaderRule, HeaderRules } from "../../model/header-rules.js";
import type { Direction, HeaderUse } from "./reserved-headers.js";
import { whyReserved } from "./reserved-headers.js";

/**
 * The header rules of `x-gateway` objects, whose shape was checked before, one after another; undefined
 * if there are none.
 */
export function readHeaderRules(
  gateways: readonly (Cursor | undefined)[],
  family: ApiFamily,
): HeaderRules | undefined {
  const rulesOf = (direction: Direction) =>
    gateways.flatMap((gateway) => {
      const list = gateway?.get("headers")?.get(direction);
      const rules = list?.isArray === true ? list.items() : [];
      return rules.flatMap((rule) => (rule.isObject ? readRule(rule, direction, family) : []));
    });
  const rules = { request: rulesOf("request"), response: rulesOf("response") };
  return rules.request.length + rules.response.length === 0 ? undefined : rules;
}

/** One entry of the list may name several headers. */
function readRule(written: Cursor, direction: Direction, family: ApiFamily): readonly HeaderRule[] {
  const mayUse = (header: string, use: HeaderUse, at: Cursor["at"]): boolean => {
    const why = whyReserved(header, direction, use);
    if (why === undefined) return true;
    written.reporter.report("reserved-header-rule", at, { header, direction, use, why });
    return false;
  };
  return written.entries().flatMap(([action, given]): readonly HeaderRule[] => {
    if (action === "remove") {
      const names = given.isArray ? given.items() : [];
      return names.flatMap(({ value: name, at }): HeaderRule[] =>
        typeof name === "string" && mayUse(name, action, at) ? [{ action, name }] : [],
      );
    }
    const members = given.isObject ? given.entries() : [];
    return members.flatMap(([name, each]): HeaderRule[] => {
      if (action === "rename") {
        const { value: to } = each;
        if (!mayUse(name, action, each.keyAt) || typeof to !== "string") return [];
        return mayUse(to, "rename to", each.at) ? [{ action, name, to }] : [];
      }
      if (action !== "set" && action !== "add") return [];
      const value = readText(each, family);
      return mayUse(name, action, each.keyAt) ? [{ action, name, value }] : [];
    });
  });
}

function readText(value: Cursor, family: ApiFamily): ConfiguredText {
  const pieces = value.prose() === "" ? [] : (value.pieces() ?? []);
  return pieces.flatMap((piece): readonly ConfiguredTextPart[] => {
    if (piece.kind === "placeholder") return [{ kind: "variable", name: piece.name }];
    if (family !== "openapi") return withStageVariables(piece.text);
    if (piece.text.includes("${stageVariables.")) {
      const form =
        'a setting, such as "${colour}"; only gateways of Amazon\'s have stage variables';
      const params = { field: "headers", found: quote(value.prose()), form };
      value.reporter.report("invalid-gateway-value", value.at, params);
    }
    return [piece];
  });
}

function withStageVariables(text: string): readonly ConfiguredTextPart[] {
  return text
    .split(/\$\{stageVariables\.([^{}]+)\}/)
    .flatMap((part, index): readonly ConfiguredTextPart[] => {
      if (index % 2 === 1) return [{ kind: "stageVariable", name: part }];
      return part === "" ? [] : [{ kind: "text", text: part }];
    });
}
