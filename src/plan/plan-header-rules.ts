import type { Code, Member } from "../code/code-kit.js";
import {
  array,
  arrow,
  binary,
  call,
  doc,
  identifier,
  lit,
  name,
  object,
  ts,
} from "../code/code-kit.js";
import type { ConfiguredText } from "../model/configured-text.js";
import { plainText } from "../model/configured-text.js";
import type { Operation } from "../model/gateway-model.js";
import type { HeaderRule, HeaderRules } from "../model/header-rules.js";
import { GeneratedModule } from "./generated-module.js";
import { configuredValue } from "./plan-expression.js";
import type { ProjectContext } from "./project-context.js";
import type { PlannedFile } from "./project-plan.js";
import { generatedFile } from "./template-file.js";

/** The constant of the rules of the whole document, and its file. */
const HEADER_RULES = { name: identifier("headerRules"), path: "header-rules.ts" };

/** The file of the rules of the whole document; none where it has none. */
export function planHeaderRules({ model, runtime }: ProjectContext): readonly PlannedFile[] {
  if (model.headerRules === undefined) return [];
  const module = new GeneratedModule(HEADER_RULES.path, runtime);
  const type = module.runtimeType("HeaderRules", "header-rules");
  return [
    generatedFile(module.path, "constant.ts", {
      doc: doc("What changes of the headers of every operation's messages, one after another."),
      name: name(HEADER_RULES.name),
      definition: ts`${planRules(model.headerRules)} satisfies ${type}`,
    }),
  ];
}

/** An integration with the rules that hold for its operation; one that only fails has no messages. */
export function planHeaders(
  integration: Code,
  { headerRules: own, integration: { kind } }: Operation,
  module: GeneratedModule,
  { model }: ProjectContext,
): Code {
  const fails = kind === "misconfigured" || kind === "not-implemented";
  if (fails || (own === undefined && model.headerRules === undefined)) return integration;
  return call(module.runtime("withHeaders", "header-rules"), [
    integration,
    ...(model.headerRules ? [module.import(HEADER_RULES.name, HEADER_RULES.path)] : []),
    ...(own ? [planRules(own)] : []),
  ]);
}

function planRules({ request, response }: HeaderRules): Code {
  const list = (label: Code, rules: readonly HeaderRule[]): Member[] =>
    rules.length === 0 ? [] : [[label, array(rules.map(planRule))]];
  const members = [...list(ts`request`, request), ...list(ts`response`, response)];
  return object(members, { expanded: true });
}

function planRule(rule: HeaderRule): Code {
  const named = lit(rule.name);
  switch (rule.action) {
    case "remove":
      return object([[ts`remove`, named]]);
    case "rename":
      return object([
        [ts`rename`, named],
        [ts`to`, lit(rule.to)],
      ]);
    case "set":
      return object([
        [ts`set`, named],
        [ts`value`, planText(rule.value)],
      ]);
    case "add":
      return object([
        [ts`add`, named],
        [ts`value`, planText(rule.value)],
      ]);
  }
}

function planText(text: ConfiguredText): Code {
  const plain = plainText(text);
  if (plain !== undefined) return lit(plain);
  const parts = text.map((part) => (part.kind === "text" ? lit(part.text) : configuredValue(part)));
  return arrow([ts`request`], binary("+", parts));
}
